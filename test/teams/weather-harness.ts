/** The connector under a sky, on a clock that moves on only when all that is under way waits for it. */

import { Agent, type Dispatcher } from 'undici';
import type { TokenSource } from '../../src/entra/token-source.ts';
import { createConnector, type ConnectorOptions } from '../../src/teams/connector.ts';
import { serviceUrlAmong } from '../../src/teams/service-url.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { createSky, type Sky, type Weather } from '../support/sky.ts';

export interface Message {
  /** Tells it apart. */
  readonly text: string;
  readonly in: string;
  /** What its attempts meet, one after the other; then it is taken. */
  readonly weather?: readonly Weather[];
  readonly as?: 'post' | 'edit' | 'typing';
}

/** What became of a message. */
export interface Fate {
  readonly isSent: boolean;
  /** Status and code of what refused it. */
  readonly refusal: { readonly status?: number; readonly code?: string } | undefined;
  readonly afterMs: number;
}

export interface WeatherHarness {
  readonly clock: ManualClock;
  readonly sky: Sky;
  /** Where tenants of GCC belong. */
  readonly other: Sky;
  readonly connector: ReturnType<typeof createConnector>;
  /** Told by the connector. */
  readonly gone: readonly string[];
  /** Begins all at once, in order; lets time pass until each has its fate. */
  readonly all: (messages: readonly Message[]) => Promise<readonly Fate[]>;
  readonly close: () => Promise<void>;
}

export async function createWeatherHarness(options: Partial<ConnectorOptions> = {}): Promise<WeatherHarness> {
  const clock = manualClock();
  const [sky, other] = [await createSky(clock), await createSky(clock, { isClear: true })];
  const agent = new Agent();
  let underWay = 0;
  const ended = (): void => {
    underWay--;
  };
  const counted = agent.compose((dispatch) => (of, handler) => {
    underWay++;
    return dispatch(of, whenOver(handler, ended));
  });
  const token: TokenSource = ({ refresh }) => Promise.resolve(refresh ? 'fresh' : 'held');
  const gone: string[] = [];
  const connector = createConnector({
    token,
    mayServe: serviceUrlAmong({ teams: [], extra: [sky.host] }),
    otherOrigin: other.origin,
    onGone: (conversationId) => void gone.push(conversationId),
    dispatcher: counted,
    clock,
    random: () => 1,
    ...options,
  });

  function begin({ text, in: conversationId, weather, as = 'post' }: Message): Promise<unknown> {
    const to = { serviceUrl: sky.serviceUrl, conversationId };
    const content = { type: as === 'typing' ? 'typing' : 'message', text, weather };
    if (as === 'edit') return connector.update({ ...to, activityId: `of ${text}` }, content);
    return connector.send(to, content, as === 'typing' ? { onceWithinMs: 3_000 } : {});
  }

  async function fate(message: Message): Promise<Fate> {
    const startedAt = clock.now();
    const refusal = await begin(message).then(
      () => undefined,
      (error: unknown) => error as NonNullable<Fate['refusal']>, // a ConnectorError
    );
    return { isSent: refusal === undefined, refusal, afterMs: clock.now() - startedAt };
  }

  /** Nothing moves any more by itself: what is under way is kept waiting by the sky, or by the clock. */
  async function stillness(): Promise<void> {
    let turns = 0;
    await eventually(() => {
      turns = underWay === sky.parked + other.parked ? turns + 1 : 0;
      return turns > 8;
    });
  }

  return {
    clock,
    sky,
    other,
    connector,
    gone,
    async all(messages) {
      let left = messages.length;
      const settled = (): void => {
        left--;
      };
      const fates = Promise.all(messages.map((message) => fate(message).finally(settled)));
      await stillness();
      while (left > 0) {
        if (clock.sleepers === 0) throw new Error('Something waits for nothing');
        await clock.next();
        await stillness();
      }
      return fates;
    },
    async close() {
      await agent.destroy();
      await sky.close();
      await other.close();
    },
  };
}

/** Tells when a request is over, in whatever way. */
function whenOver(handler: Dispatcher.DispatchHandler, over: () => void): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (...args) => handler.onRequestStart?.(...args),
    onResponseStart: (...args) => handler.onResponseStart?.(...args),
    onResponseData: (...args) => handler.onResponseData?.(...args),
    onResponseEnd(...args) {
      over();
      handler.onResponseEnd?.(...args);
    },
    onResponseError(...args) {
      over();
      handler.onResponseError?.(...args);
    },
  };
}
