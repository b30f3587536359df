/** Two app registrations: results are asked for by one, everything else by the other. */

import { afterEach, expect, test } from '@jest/globals';
import { actions, alerts } from '../../emulator/data/ids.ts';
import { limitedApp, readerApp, resultApp } from '../../emulator/identity.ts';
import { lines, startConversation, type Conversation } from '../support/conversation.ts';

let chat: Conversation;
afterEach(() => chat.close());

test('the first, which may not read results, shows them with the second, which may read nothing else', async () => {
  chat = await startConversation({ app: readerApp, resultApp });

  const said = lines(await chat.say(`result ${actions.minidump} 0`));

  expect(said).toContain('OfficeClickToRun.dmp.zip');
  expect(said).not.toContain('missing');
});

test('the second is asked for nothing but the link to a result', async () => {
  chat = await startConversation({ app: resultApp, resultApp: readerApp });

  const files = lines(await chat.say(`files ${alerts.hackTool}`));
  const result = lines(await chat.say(`result ${actions.minidump} 0`));

  expect(files).toContain('That needs File.Read.All');
  expect(result).toContain('That needs Machine.ReadWrite.All; this app has Alert.Read.All');
});

test('without a second the first is asked for all', async () => {
  chat = await startConversation({ app: limitedApp });

  expect(lines(await chat.say(`result ${actions.minidump} 0`))).toContain('That needs Machine.ReadWrite.All');
});

test('each has quotas of its own', async () => {
  chat = await startConversation({ app: readerApp, resultApp });
  await chat.say(`result ${actions.minidump} 0`);

  const said = lines(await chat.say('health'));

  expect(said.match(/99 of 100 a minute/g)).toHaveLength(2);
});
