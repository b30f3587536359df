/** What goes wrong between the bot and Defender: what the card says, whether trying again is offered, what to do. */

import { afterEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../../emulator/control/faults.ts';
import { actions, alerts } from '../../../emulator/data/ids.ts';
import { bareApp, limitedApp } from '../../../emulator/identity.ts';
import {
  lines,
  read,
  startConversation,
  titles,
  type Conversation,
  type ConversationOptions,
} from '../../support/conversation.ts';

const files = `files ${alerts.hackTool}`;
const quick = { limits: { attempts: 2 } };
/** For a server that never answers; for every other it would be a race. */
const hasty = { limits: { attemptMs: 40, attempts: 2 } };

let chat: Conversation;
afterEach(() => chat.close());

async function start(options: ConversationOptions = {}, ...faults: readonly Fault[]): Promise<void> {
  chat = await startConversation(options);
  for (const fault of faults) chat.emulator.addFault(fault);
}

describe('an answer that is an error, each time it is asked', () => {
  test.each<readonly [string, Fault, RegExp, RegExp, boolean]>([
    ['401 twice', { kind: 'status', status: 401 }, /does not accept this bot’s sign-in/, /has to check its app/, false],
    ['403 without a word', { kind: 'status', status: 403 }, /does not allow this bot/, /check the permissions/, false],
    ['404', { kind: 'status', status: 404 }, /^Defender knows no such alert\.$/m, /Check the id\./, false],
    ['400', { kind: 'status', status: 400 }, /Defender refused the request/, /Check what you typed/, false],
    ['500', { kind: 'status', status: 500 }, /an error of its own/, /Try again in a minute/, true],
    ['502 in HTML', { kind: 'html502' }, /an error of its own/, /Try again in a minute/, true],
    ['a reset', { kind: 'reset' }, /did not answer/, /Try again in a minute/, true],
    ['a cut answer', { kind: 'cut' }, /did not answer/, /Try again in a minute/, true],
    ['silence', { kind: 'hang' }, /did not answer/, /Try again in a minute/, true],
    ['malformed JSON', { kind: 'malformedJson' }, /answer made no sense/, /If it stays so, tell/, true],
    ['an empty answer', { kind: 'empty' }, /answer made no sense/, /If it stays so, tell/, true],
    ['a redirect', { kind: 'redirect' }, /answer made no sense/, /If it stays so, tell/, true],
    ['no list where one should be', { kind: 'wrongType', field: 'value' }, /answer made no sense/, /If it stays/, true],
  ])('%s', async (_, fault, heading, advice, helps) => {
    await start(fault.kind === 'hang' ? hasty : quick, { ...fault, match: '/files$' });

    const answer = await chat.say(files);

    expect(lines(answer)).toMatch(heading);
    expect(lines(answer)).toMatch(advice);
    expect(titles(answer)).toEqual(helps ? ['Try again'] : []);
    expect(lines(answer)).toMatch(/^\d\d:\d\d:\d\d UTC · reference [0-9a-f]{8}/m);
  });

  test('carries the id that Microsoft’s support asks for, where Defender gave one', async () => {
    await start(quick, { kind: 'status', status: 500, match: '/files$' });

    expect(lines(await chat.say(files))).toMatch(/ · Defender [0-9a-f]{8}-[0-9a-f-]{27}$/m);
  });

  test('Try again does what was asked, and posts the answer beside the error', async () => {
    await start(quick, { kind: 'status', status: 500, match: '/files$', times: 2 });
    await chat.say(files);

    const answer = await chat.press('Try again');

    expect(read(answer).lines[0]).toBe('kms.exe: HackTool:MSIL/AutoKms, prevented');
    expect(chat.sent).toHaveLength(2);
  });
});

test('a fault that passes is not seen', async () => {
  await start(
    {},
    { kind: 'status', status: 503, match: '/files$', times: 2 },
    { kind: 'reset', match: '/stats', times: 1 },
  );

  expect(read(await chat.say(files)).lines[0]).toBe('kms.exe: HackTool:MSIL/AutoKms, prevented');
});

test('a token that is refused once is replaced once', async () => {
  await start({}, { kind: 'status', status: 401, match: '/files$', times: 1 });

  expect(read(await chat.say(files)).lines[0]).toBe('kms.exe: HackTool:MSIL/AutoKms, prevented');
});

describe('a quota that is used up for longer than anybody waits', () => {
  test('says when to come back, and does not ask again by itself', async () => {
    await start({}, { kind: 'status', status: 429, retryAfterSeconds: 120, match: '/files$' });

    const answer = await chat.say(files);

    expect(lines(answer)).toMatch(
      /^Defender’s request quota is used up\.\nTry again in 2 min, at \d\d:\d\d:\d\d UTC\.$/m,
    );
    expect(titles(answer)).toEqual(['Try again']);
    expect(chat.emulator.requests().filter(({ path }) => path.endsWith('/files'))).toHaveLength(1);
  });

  test('the wait is told also to who asks meanwhile, without another call', async () => {
    await start({}, { kind: 'status', status: 429, retryAfterSeconds: 120, match: '/files$', times: 1 });
    await chat.say(files);

    expect(lines(await chat.say(files))).toContain('quota is used up');
    expect(chat.emulator.requests().filter(({ path }) => path.endsWith('/files'))).toHaveLength(1);
  });
});

describe('a permission that is missing', () => {
  test.each([
    ['files', bareApp, files, 'That needs File.Read.All; this app has none of them.'],
    ['actions', bareApp, `result ${actions.minidump}`, 'That needs Machine.Read.All or Machine.ReadWrite.All;'],
    ['results', limitedApp, `result ${actions.minidump} 0`, 'That needs Machine.ReadWrite.All; this app has File.Read'],
  ])('for %s is named, with whom to ask', async (_, app, text, heading) => {
    await start({ app });

    const answer = await chat.say(text);

    expect(lines(answer)).toContain(heading);
    expect(lines(answer)).toContain('An administrator of Entra ID can grant it');
    expect(titles(answer)).toEqual([]);
  });

  test('a token for the wrong audience', async () => {
    await start({ scope: 'https://api.security.microsoft.com/.default' });

    const answer = await chat.say(files);

    expect(lines(answer)).toContain('Defender does not allow this bot to read that.');
    expect(lines(answer)).toContain('that its token is for the right cloud');
    expect(titles(answer)).toEqual([]);
  });
});

test.each([
  [
    'a secret that Entra ID does not know',
    { app: { ...bareApp, clientSecret: 'wrong-secret' } },
    /accept this bot’s sign-in/,
  ],
  [
    'an app that Entra ID does not know',
    { app: { ...bareApp, clientId: alerts.hackTool } },
    /accept this bot’s sign-in/,
  ],
])('%s', async (_, options, heading) => {
  await start(options);

  const answer = await chat.say(files);

  expect(lines(answer)).toMatch(heading);
  expect(titles(answer)).toEqual([]);
});

describe('a field of the wrong type', () => {
  test('is named in the log, and the rest is shown', async () => {
    await start();

    const text = lines(await chat.say(`files ${alerts.wrongType}`));

    expect(text).toContain('odd.dll');
    expect(text).toContain('sound.dll');
    expect(chat.logged.filter((line) => line.includes('mismatch')).join()).toMatch(/files\.value\[\d\]\.size/);
  });

  test.each(['sha256', 'evidence', 'determinationType', 'globalPrevalence', 'severity'])(
    '%s, in every file and alert',
    async (field) => {
      await start({}, { kind: 'wrongType', field, match: '/alerts/' }, { kind: 'wrongType', field, match: '/alerts/' });

      const text = lines(await chat.say(files));

      expect(text).toMatch(/SHA-256 [0-9a-f]{64}|SHA-1 [0-9a-f]{40}/);
      expect(chat.logged.join()).toContain(field);
    },
  );
});
