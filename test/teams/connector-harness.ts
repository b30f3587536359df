/** A connector in front of a fake channel, for tests of what it sends and when. */

import { Agent } from 'undici';
import type { Clock } from '../../src/clock.ts';
import type { TokenSource } from '../../src/entra/token-source.ts';
import { createConnector, type Connector, type ConnectorOptions, type LookUps } from '../../src/teams/connector.ts';
import { serviceUrlAmong } from '../../src/teams/service-url.ts';
import { createChannel, type Channel } from '../support/channel.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';

export interface ConnectorHarness {
  readonly channel: Channel;
  /** Deadlines of attempts run on it. */
  readonly clock: ManualClock;
  /** Waits between attempts and for room, in ms; they cost no time here, but the connector sees it pass. */
  readonly waits: readonly number[];
  create(options?: Partial<ConnectorOptions>): Connector & LookUps;
  close(): Promise<void>;
}

export async function createConnectorHarness(): Promise<ConnectorHarness> {
  const channel = await createChannel();
  const clock = manualClock();
  const dispatcher = new Agent();
  const waits: number[] = [];
  let waitedMs = 0;
  const patient: Clock = {
    now: () => clock.now() + waitedMs,
    sleep(ms, signal) {
      if (signal !== undefined) return clock.sleep(ms, signal);
      waits.push(ms);
      waitedMs += ms;
      return Promise.resolve();
    },
  };
  const token: TokenSource = ({ refresh }) => Promise.resolve(refresh ? 'fresh' : 'held');
  const mayServe = serviceUrlAmong({ teams: [], extra: [channel.host] });
  return {
    channel,
    clock,
    waits,
    create: (options) => createConnector({ token, mayServe, dispatcher, clock: patient, random: () => 1, ...options }),
    async close() {
      await dispatcher.destroy();
      await channel.close();
    },
  };
}
