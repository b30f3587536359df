/** What the client remembers, and for how long. */

import { describe, expect, test } from '@jest/globals';
import type { Defender } from '../../src/defender/client.ts';
import { sha1Of } from '../../src/defender/ids.ts';
import { defaultLimits } from '../../src/defender/limits.ts';
import { thrown } from '../support/thrown.ts';
import { actionId, actionPath, alertId, alertPath, machineId, recallStage, usersPath } from './recall-stage.ts';

const sha1 = sha1Of('654f19c41d9662cf86be21bf0af5a88c38c56a9d') ?? noSha1();
const { changingMs, lastingMs } = defaultLimits.remembered;
const at = recallStage();

function noSha1(): never {
  throw new TypeError('That is no SHA-1');
}

describe('an equal question', () => {
  const action = (status: string) => ({ id: actionId, type: 'LiveResponse', status });
  const list = { value: [] };

  test.each<[string, number, string, unknown, (asked: Defender) => Promise<unknown>]>([
    ['an alert', changingMs, alertPath, { id: alertId }, (asked) => asked.alert(alertId)],
    ['the files of an alert', changingMs, `${alertPath}/files`, list, (asked) => asked.alertFiles(alertId)],
    ['a device', changingMs, `/api/machines/${machineId}`, { id: machineId }, (asked) => asked.machine(machineId)],
    ['the users of a device', changingMs, usersPath, list, (asked) => asked.machineUsers(machineId)],
    ['an action that runs', changingMs, actionPath, action('InProgress'), (asked) => asked.machineAction(actionId)],
    ['an unknown state', changingMs, actionPath, action('Suspended'), (asked) => asked.machineAction(actionId)],
    ['an action that has ended', lastingMs, actionPath, action('Failed'), (asked) => asked.machineAction(actionId)],
    ['a file', lastingMs, `/api/files/${sha1}`, { sha1 }, (asked) => asked.file(sha1)],
    ['the prevalence of a file', lastingMs, `/api/files/${sha1}/stats`, { sha1 }, (asked) => asked.fileStats(sha1)],
    ['the devices of a file', changingMs, `/api/files/${sha1}/machines`, list, (asked) => asked.fileMachines(sha1)],
  ])('about %s is answered out of memory for %d ms, whoever asks', async (_, keptMs, path, body, ask) => {
    const { api, clock, client, defender, expectAsked } = at();
    expectAsked(path, body);
    const first = await ask(defender);
    await clock.advance(keptMs - 1);

    expect(await ask(client.as({ conversation: 'c2', urgency: 'background' }))).toEqual(first);
    expect(api.requests).toHaveLength(1);

    expectAsked(path, body);
    await clock.advance(1);
    await ask(defender);

    expect(api.requests).toHaveLength(2);
  });

  test('of many ids costs nothing either, and an id that failed is asked for again', async () => {
    const { api, defender, expectAsked } = at();
    const other = 'da637472900382838869_1364969609';
    api.expect('GET', /^\/api\/alerts\?/, { body: { value: [{ id: alertId }] } });
    api.expect('GET', `/api/alerts/${other}`, { status: 404, body: { error: { code: 'ResourceNotFound' } } });
    expect(await defender.alertsByIds([alertId, other])).toMatchObject([{ ok: true }, { ok: false }]);

    expectAsked(`/api/alerts/${other}`, { id: other });

    expect(await defender.alertsByIds([alertId, other])).toMatchObject([{ ok: true }, { ok: true }]);
  });

  test.each([
    ['with another filter', { severities: ['High'] }],
    ['for another number', { top: 3 }],
    ['with the evidence', { withEvidence: true }],
  ])('is not one %s', async (_, choice) => {
    const { api, defender } = at();
    for (let i = 0; i < 2; i++) api.expect('GET', /^\/api\/alerts\?/, { body: { value: [] } });

    await defender.alerts();
    await defender.alerts(choice);

    expect(api.requests).toHaveLength(2);
  });

  test('of another client, which asks as another app registration, is asked', async () => {
    const { api, defender, another, expectAsked } = at();
    expectAsked(alertPath);
    expectAsked(alertPath);

    await defender.alert(alertId);
    await another().as({ conversation: 'c1' }).alert(alertId);

    expect(api.requests).toHaveLength(2);
  });

  test('of somebody whose time is up is not answered', async () => {
    const { defender, expectAsked } = at();
    expectAsked(alertPath);
    await defender.alert(alertId);

    const signal = AbortSignal.abort(new Error('gave up'));

    expect((await thrown(defender.alert(alertId, { signal }))).message).toBe('gave up');
  });
});

describe('what is not remembered', () => {
  const found = { body: { id: alertId } };

  test.each<[string, object]>([
    ['a failure', { status: 404, body: { error: { code: 'ResourceNotFound' } } }],
    ['an answer that makes no sense', { body: { title: 'No id' } }],
    ['an answer about something else', { body: { id: 'da637472900382838869_1364969609' } }],
  ])('%s: the next one asks', async (_, behaviour) => {
    const { api, defender } = at();
    api.expect('GET', alertPath, behaviour);
    await thrown(defender.alert(alertId));
    api.expect('GET', alertPath, found);

    expect(await defender.alert(alertId)).toMatchObject({ id: alertId });
  });

  test('a list of which a page failed: all of it is asked for again', async () => {
    const { api, defender } = at();
    const pages = [
      { body: { value: [{ id: 'a' }], '@odata.nextLink': `${api.url}/x?$skip=1` } },
      { body: { value: [{ id: 'b' }] } },
    ];
    api.expect('GET', usersPath, pages[0]);
    api.expect('GET', '/x?$skip=1', { status: 400 });
    await thrown(defender.machineUsers(machineId));
    api.expect('GET', usersPath, pages[0]);
    api.expect('GET', '/x?$skip=1', pages[1]);

    const asked = await defender.machineUsers(machineId);

    expect(asked.items).toHaveLength(2);
    expect(await defender.machineUsers(machineId)).toEqual(asked);
    expect(api.requests).toHaveLength(4);
  });

  test.each([
    ['the only one', undefined],
    ['a second app registration', 'second'],
  ])('a link to a result, asked for by %s', async (_, resultToken) => {
    const { api, another } = at();
    const path = `${actionPath}/GetLiveResponseResultDownloadLink(index=0)`;
    const asking = another(resultToken === undefined ? {} : { resultToken: () => Promise.resolve(resultToken) }).as({
      conversation: 'c1',
    });
    for (const link of ['https://a.example/1', 'https://a.example/2'])
      api.expect('GET', path, { body: { value: link } });

    expect(await asking.liveResponseResult(actionId, 0)).toBe('https://a.example/1');
    expect(await asking.liveResponseResult(actionId, 0)).toBe('https://a.example/2');
  });

  test('more than there is room for', async () => {
    const { api, another, expectAsked } = at();
    const asking = another({ limits: { remembered: { ...defaultLimits.remembered, maxEntries: 1 } } }).as({
      conversation: 'c1',
    });
    for (const path of [alertPath, usersPath, alertPath]) expectAsked(path, { id: alertId, value: [] });

    await asking.alert(alertId);
    await asking.machineUsers(machineId);
    await asking.alert(alertId);

    expect(api.requests).toHaveLength(3);
  });
});
