/** The whole client over real sockets. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Agent, type Dispatcher } from 'undici';
import { createDefender, type Defender } from '../../src/defender/client.ts';
import type { Attempt } from '../../src/defender/observe.ts';
import type { TokenSource } from '../../src/entra/token-source.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { httpDouble, type HttpDouble } from '../support/http-double.ts';
import { thrown } from '../support/thrown.ts';
import { eventually } from '../support/eventually.ts';
import { reports, sha1 } from './wire/reports.ts';

const alertId = 'da636983472338927033_-2077013687';
const actionId = '988cc94e-7a8f-4b28-ab65-54970c5d5018';
const link = 'https://x.blob.core.windows.net/c/a?se=1&sig=1d/OL%3D';
const filesPath = `/api/alerts/${alertId}/files`;
const resultPath = `/api/machineactions/${actionId}/GetLiveResponseResultDownloadLink(index=1)`;
const action = { id: actionId, type: 'LiveResponse', status: 'Pending' };

let api: HttpDouble;
let dispatcher: Dispatcher;
let clock: ManualClock;
let defender: Defender;
let attempts: Attempt[];
let tokensGiven: number;
let told: ReturnType<typeof reports>['told'];

const token: TokenSource = ({ refresh }) => {
  if (refresh) tokensGiven++;
  return Promise.resolve(`token-${tokensGiven}`);
};

beforeEach(async () => {
  api = await httpDouble();
  dispatcher = new Agent();
  clock = manualClock();
  attempts = [];
  tokensGiven = 1;
  const collected = reports();
  told = collected.told;
  defender = createDefender({
    apiUrl: api.url,
    token,
    dispatcher,
    clock,
    random: () => 0.5,
    report: collected.report,
    onAttempt: (attempt) => attempts.push(attempt),
  }).as({ conversation: 'c1' });
});

afterEach(async () => {
  await dispatcher.close();
  await api.close();
});

/** Moves the clock to the wait after each attempt until the work is done. Answers take real time: those come first. */
async function finished<T>(work: Promise<T>): Promise<T> {
  const state = { isDone: false };
  const done = (): void => void (state.isDone = true);
  work.then(done, done);
  for (let attempt = 1; ; attempt++) {
    await eventually(() => state.isDone || attempts.length >= attempt);
    await clock.advance(0);
    if (state.isDone) return work;
    await clock.next();
  }
}

describe('each question', () => {
  test.each([
    ['alert', `/api/alerts/${alertId}`, { id: alertId }, () => defender.alert(alertId), { id: alertId }],
    ['alertFiles', filesPath, { value: [{ sha1 }] }, () => defender.alertFiles(alertId), { items: [{ sha1 }] }],
    [
      'fileStats',
      `/api/files/${sha1}/stats`,
      { orgPrevalence: '3' },
      () => defender.fileStats(sha1),
      { organizationPrevalence: 3 },
    ],
    ['machineAction', `/api/machineactions/${actionId}`, action, () => defender.machineAction(actionId), action],
    ['liveResponseResult', resultPath, { value: link }, () => defender.liveResponseResult(actionId, 1), link],
  ])('%s is one signed GET, decoded', async (_, path, body, ask, expected) => {
    api.expect('GET', path, { body });

    const answer = await ask();

    expect([answer]).toMatchObject([expected]);
    expect(api.requests).toMatchObject([{ method: 'GET', body: '', headers: { authorization: 'Bearer token-1' } }]);
    expect(clock.sleepers).toBe(0);
  });

  test.each([0, 1, 7])('for result %i asks for that index', async (index) => {
    api.expect('GET', resultPath.replace('index=1', `index=${index}`), { body: { value: link } });

    await defender.liveResponseResult(actionId, index);
  });

  test.each(['', '..', 'a/b', 'a%2Fb', 'a?b', 'a b', 'ä', "a'", 'a\n', 'a'.repeat(129)])(
    'about the id %j is rejected without a request',
    async (id) => {
      const questions = [
        defender.alert(id),
        defender.alertFiles(id),
        defender.fileStats(id),
        defender.machineAction(id),
        defender.liveResponseResult(id, 0),
      ];
      for (const error of await Promise.all(questions.map(thrown))) {
        expect(error).toMatchObject({ name: 'DefenderError', kind: 'rejected', status: undefined });
      }
    },
  );

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('about result %d is rejected', async (index) => {
    expect(await thrown(defender.liveResponseResult(actionId, index))).toMatchObject({ kind: 'rejected' });
  });

  test.each(['636688558380765161_2136280442', 'zz1_2', 'caD70CFEE2-1F54-1F54-1F54-D70CFEE21F54'])(
    'may be about an id of any prefix: %s',
    async (id) => {
      api.expect('GET', `/api/alerts/${id}/files`, { body: { value: [] } });

      expect(await defender.alertFiles(id)).toMatchObject({ items: [], isComplete: true });
    },
  );
});

describe('a fault', () => {
  test('that passes is not noticed', async () => {
    api.expect('GET', filesPath, { status: 502, body: '<html>Bad gateway</html>' });
    api.expect('GET', filesPath, 'reset');
    api.expect('GET', filesPath, { status: 429, headers: { 'retry-after': '4' } });
    api.expect('GET', filesPath, { body: { value: [] } });

    expect(await finished(defender.alertFiles(alertId))).toMatchObject({ items: [] });

    expect(attempts.map(({ outcome }) => outcome)).toEqual([502, 'unreachable', 429, 200]);
  });

  test('that stays is told after four attempts', async () => {
    for (let i = 0; i < 4; i++) api.expect('GET', filesPath, { status: 500 });

    expect(await thrown(finished(defender.alertFiles(alertId)))).toMatchObject({ kind: 'failed', status: 500 });
  });

  test('of the token is mended once, and told when it was none', async () => {
    const body = { error: { code: 'Unauthorized', message: 'Account mode is inactive' } };
    api.expect('GET', filesPath, { status: 401, body });
    api.expect('GET', filesPath, { status: 401, body });

    const error = await thrown(defender.alertFiles(alertId));

    expect(error).toMatchObject({ kind: 'unauthorized', code: 'Unauthorized', detail: 'Account mode is inactive' });
    expect(api.requests.map(({ headers }) => headers['authorization'])).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  test('in one field is reported, and the rest is given', async () => {
    api.expect('GET', filesPath, { body: { value: [{ sha1, size: 'big' }] } });

    expect(await defender.alertFiles(alertId)).toMatchObject({ items: [{ sha1, size: undefined }] });

    expect(told).toEqual([{ path: 'files.value[0].size', expected: 'whole number', found: 'string' }]);
  });

  test('of the quota is told at once where the wait is long, and spares the next request', async () => {
    api.expect('GET', filesPath, { status: 429, headers: { 'retry-after': '90' } });

    expect(await thrown(defender.alertFiles(alertId))).toMatchObject({ kind: 'throttled', retryAfterMs: 90_000 });
    await clock.advance(10_000);

    expect(await thrown(defender.alertFiles(alertId))).toMatchObject({ kind: 'throttled', retryAfterMs: 80_000 });
  });
});

describe('time', () => {
  const untilAsked = (times: number): Promise<void> => eventually(() => api.requests.length >= times);

  test('for one attempt is 20 seconds, for the whole call a minute', async () => {
    for (let i = 0; i < 3; i++) api.expect('GET', filesPath, 'hang');
    const startedAt = clock.now();
    const failed = thrown(defender.alertFiles(alertId));

    await untilAsked(1);
    await clock.advance(20_250);
    await untilAsked(2);
    await clock.advance(20_500);
    await untilAsked(3);
    await clock.advance(60_000 - 40_750);

    expect(await failed).toMatchObject({ kind: 'unreachable' });
    expect(clock.now() - startedAt).toBe(60_000);
  });

  test('ends at the deadline that an asker names, for that asker only', async () => {
    api.expect('GET', filesPath, async () => {
      await clock.advance(5_000);
      return { body: { value: [] } };
    });

    const hurried = thrown(defender.alertFiles(alertId, { deadlineAt: clock.now() + 5_000 }));
    const patient = defender.alertFiles(alertId);

    expect(await hurried).toMatchObject({ kind: 'unreachable' });
    expect(await patient).toMatchObject({ items: [] });
  });

  test('ends for an asker who gives up, with the own reason', async () => {
    api.expect('GET', filesPath, 'hang');
    const gaveUp = new AbortController();
    const failed = thrown(defender.alertFiles(alertId, { signal: gaveUp.signal }));

    await untilAsked(1);
    gaveUp.abort(new Error('gave up'));

    expect((await failed).message).toBe('gave up');
    await clock.advance(0);
    expect(clock.sleepers).toBe(0);
  });
});

test('equal questions in flight are one request', async () => {
  api.expect('GET', filesPath, { body: { value: [{ sha1 }] } });

  const answers = await Promise.all([1, 2, 3].map(() => defender.alertFiles(alertId)));

  expect(answers).toMatchObject(Array(3).fill({ items: [{ sha1 }] }));
});

test('what is told of an attempt holds no id', async () => {
  api.expect('GET', filesPath, { body: { value: [] } });

  await defender.alertFiles(alertId);

  expect(attempts).toEqual([{ method: 'GET', endpoint: '/api/alerts/{id}/files', outcome: 200, durationMs: 0 }]);
});
