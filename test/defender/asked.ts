/** A client before an API that answers what a test expects, and fails the test on any other request. */

import { afterEach, beforeEach } from '@jest/globals';
import { Agent, type Dispatcher } from 'undici';
import { createDefender, type Defender } from '../../src/defender/client.ts';
import type { Attempt } from '../../src/defender/observe.ts';
import { manualClock } from '../support/clock.ts';
import { httpDouble, type HttpDouble } from '../support/http-double.ts';

export interface Asked {
  readonly api: HttpDouble;
  readonly defender: Defender;
  readonly attempts: readonly Attempt[];
}

/** Made anew for each test of the file. */
export function askedApi(): () => Asked {
  let asked: Asked | undefined;
  let dispatcher: Dispatcher | undefined;

  beforeEach(async () => {
    const api = await httpDouble();
    const attempts: Attempt[] = [];
    dispatcher = new Agent();
    const defender = createDefender({
      apiUrl: api.url,
      token: () => Promise.resolve('token'),
      dispatcher,
      clock: manualClock(),
      random: () => 0,
      report: () => undefined,
      onAttempt: (attempt) => attempts.push(attempt),
    }).as({ conversation: 'c1' });
    asked = { api, defender, attempts };
  });

  afterEach(async () => {
    await dispatcher?.close();
    await asked?.api.close();
  });

  return () => {
    if (asked === undefined) throw new TypeError('Not before the test has begun');
    return asked;
  };
}
