/** A client before an API that answers what a test expects, on a clock that stands still. */

import { afterEach, beforeEach } from '@jest/globals';
import { Agent, type Dispatcher } from 'undici';
import { createDefender, type Defender, type DefenderClient, type DefenderOptions } from '../../src/defender/client.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { httpDouble, type HttpDouble } from '../support/http-double.ts';

export const alertId = 'da636983472338927033_-2077013687';
export const actionId = '988cc94e-7a8f-4b28-ab65-54970c5d5018';
export const machineId = '1e5bc9d7e413ddd7902c2932e418702b84d0cc07';
export const alertPath = `/api/alerts/${alertId}`;
export const actionPath = `/api/machineactions/${actionId}`;
export const usersPath = `/api/machines/${machineId}/logonusers`;

export interface RecallStage {
  readonly api: HttpDouble;
  readonly clock: ManualClock;
  readonly client: DefenderClient;
  readonly defender: Defender;
  /** Another one before the same API. */
  readonly another: (options?: Partial<DefenderOptions>) => DefenderClient;
  /** One request has to come. */
  readonly expectAsked: (path: string, body?: unknown) => void;
}

/** Made anew for each test of the file. */
export function recallStage(): () => RecallStage {
  let stage: RecallStage | undefined;
  let dispatcher: Dispatcher | undefined;

  beforeEach(async () => {
    const api = await httpDouble();
    const clock = manualClock();
    const agent = new Agent();
    dispatcher = agent;
    const another = (options: Partial<DefenderOptions> = {}): DefenderClient =>
      createDefender({
        apiUrl: api.url,
        token: () => Promise.resolve('main'),
        dispatcher: agent,
        clock,
        random: () => 0,
        report: () => undefined,
        ...options,
      });
    const client = another();
    const expectAsked: RecallStage['expectAsked'] = (path, body = { id: alertId, status: 'New' }) =>
      api.expect('GET', path, { body });
    stage = { api, clock, client, defender: client.as({ conversation: 'c1' }), another, expectAsked };
  });

  afterEach(async () => {
    await dispatcher?.close();
    await stage?.api.close();
  });

  return () => {
    if (stage === undefined) throw new TypeError('Not before the test has begun');
    return stage;
  };
}
