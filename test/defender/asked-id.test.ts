import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Agent, type Dispatcher } from 'undici';
import { createDefender, type Defender } from '../../src/defender/client.ts';
import { manualClock } from '../support/clock.ts';
import { httpDouble, type HttpDouble } from '../support/http-double.ts';
import { thrown } from '../support/thrown.ts';

const alertId = 'da636983472338927033_-2077013687';
const actionId = '988cc94e-7a8f-4b28-ab65-54970c5d5018';
const action = { id: actionId, type: 'LiveResponse', status: 'Pending' };

let api: HttpDouble;
let dispatcher: Dispatcher;
let defender: Defender;

beforeEach(async () => {
  api = await httpDouble();
  dispatcher = new Agent();
  defender = createDefender({
    apiUrl: api.url,
    token: () => Promise.resolve('token'),
    dispatcher,
    clock: manualClock(),
    random: () => 0,
    report: () => undefined,
  }).as({ conversation: 'c1' });
});

afterEach(async () => {
  await dispatcher.close();
  await api.close();
});

describe('an answer about something else than was asked for', () => {
  test.each([
    ['alert', `/api/alerts/${alertId}`, { id: 'da637472900382838869_1364969609' }, () => defender.alert(alertId)],
    [
      'action',
      `/api/machineactions/${actionId}`,
      { ...action, id: '00000000-7a8f-4b28-ab65-54970c5d5018' },
      () => defender.machineAction(actionId),
    ],
  ])('is nobody’s: %s', async (_, path, body, ask) => {
    api.expect('GET', path, { body });

    expect(await thrown(ask())).toMatchObject({ kind: 'malformed' });
  });

  test('is not one that writes the id in other letters: the id stays as it was asked for', async () => {
    api.expect('GET', `/api/machineactions/${actionId}`, { body: { ...action, id: actionId.toUpperCase() } });

    expect(await defender.machineAction(actionId)).toMatchObject({ id: actionId });
  });
});
