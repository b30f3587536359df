/** Entra ID's token endpoint, the Defender API and its blob storage, together on one port of this machine. */

import type { GenerateKeyPairResult } from 'jose';
import { answerApi, isApiPath } from './api/api.ts';
import { createQuotaKeeper, type QuotaSettings } from './api/quotas.ts';
import { createClock } from './clock.ts';
import { answerControl, isControlPath } from './control/control-routes.ts';
import { createControls, type Controls } from './control/controls.ts';
import { strike } from './control/fault-effects.ts';
import { createFaultStore, type Fault } from './control/faults.ts';
import { createRequestLog } from './control/request-log.ts';
import { withArrivals, type Arriving } from './data/arriving.ts';
import { createWorld } from './data/create-world.ts';
import type { WorldSize } from './data/large/enlarged.ts';
import { entraRoute } from './entra/entra.ts';
import { createTokens } from './entra/tokens.ts';
import type { Answer, Request } from './http/exchange.ts';
import { listen } from './http/listen.ts';
import { maxTop } from './odata/query.ts';
import { blobPath, createLinks } from './storage/links.ts';
import { serveBlob } from './storage/storage.ts';
import { storedResult } from './storage/stored-result.ts';
import { createStore } from './world.ts';

export interface EmulatorOptions {
  /** 0, the default: any free one. */
  readonly port?: number;
  /** Real time, in milliseconds since the epoch; tests pass one that stands still. */
  readonly realNow?: () => number;
  readonly quotas?: QuotaSettings;
  /** The most a collection gives in one answer before it links to the next page. */
  readonly pageSize?: number;
  /** More alerts and devices than `data/ids.ts` names, and what goes with them. */
  readonly size?: WorldSize;
  /** Alerts that come while it runs; absent: none. */
  readonly arriving?: Arriving;
  /** What tokens are signed with, RS256; absent: made at start, which takes some 50 ms. */
  readonly keyPair?: GenerateKeyPairResult;
  /** Hears of each answer before it goes out, controls aside. */
  readonly onAnswer?: (request: Request, answer: Answer) => void;
}

export interface Emulator extends Controls {
  /** Root of everything, e.g. `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /** Paths of the requests that came and are not answered yet. */
  underWay(): readonly string[];
  /** Ends open connections too. */
  close(): Promise<void>;
}

/** Rejects when the port is taken (code `EADDRINUSE`). */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, realNow = Date.now, quotas, pageSize = maxTop, size, arriving, keyPair, onAnswer } = options;
  const clock = createClock(realNow);
  const tokens = await createTokens(clock, keyPair);
  const links = createLinks(clock);
  const store = createStore(
    () => withArrivals(createWorld(clock.now(), size), clock.now(), arriving),
    () => clock.now(),
  );
  const faults = createFaultStore();
  const quotaKeeper = createQuotaKeeper(() => clock.now());
  if (quotas !== undefined) quotaKeeper.configure(quotas);
  const log = createRequestLog(() => clock.now(), isApiPath);
  const underWay = new Set<{ readonly path: string }>();
  const { controls, replacedLink } = createControls({ clock, faults, log, quotaKeeper, store });

  const listener = await listen(port, async (request) => {
    if (isControlPath(request.path)) return answerControl(request, controls);
    const fault = faults.take(request.path);
    const proceed = (): Promise<Answer> => dispatch(request, fault);
    let answer: Answer | undefined;
    underWay.add(request);
    try {
      answer = fault === undefined ? await proceed() : await strike(fault, request, proceed);
      onAnswer?.(request, answer);
      return answer;
    } finally {
      underWay.delete(request);
      log.add(request, answer === undefined || answer.mishap !== undefined ? null : answer.status);
    }
  });
  const url = `http://127.0.0.1:${listener.port}`;

  function dispatch(request: Request, fault: Fault | undefined): Promise<Answer> {
    if (isApiPath(request.path)) {
      const lifetimeMs = fault?.kind === 'expiredLink' ? -1000 : undefined;
      const resultLink = (actionId: string, index: number): string =>
        replacedLink() ?? `${url}${links.issue(blobPath(actionId, index), lifetimeMs)}`;
      const context = { store, now: clock.now(), baseUrl: url, pageSize, resultLink };
      return answerApi(request, context, { tokens, quotaKeeper });
    }
    const token = entraRoute(request, tokens, clock);
    if (token !== undefined) return token;
    return Promise.resolve(serveBlob(request, links, clock, (path) => storedResult(store.world, path, clock.now())));
  }

  return {
    ...controls,
    url,
    port: listener.port,
    underWay: () => [...underWay].map(({ path }) => path),
    close: () => listener.close(),
  };
}
