/** A link is a credential, and so are a token and a secret: none is in a card, in the log or in an error, whatever happens. */

import { expect, test } from '@jest/globals';
import { faultKinds } from '../../emulator/control/faults.ts';
import { actions, alerts } from '../../emulator/data/ids.ts';
import { bareApp, fullApp, limitedApp } from '../../emulator/identity.ts';
import { startConversation, type Conversation } from '../support/conversation.ts';

/** The bare word `Bearer` is a word; what follows it is the secret. */
const unspeakable = /sig=|eyJ|Bearer [\w.~+/-]{3}|emulator-secret|client_secret|investigation-actions-data/i;
const asks = [
  `files ${alerts.hackTool}`,
  `hashes ${alerts.hackTool}`,
  `result ${actions.minidump}`,
  `result ${actions.minidump} 0`,
  `result ${actions.minidump} 1`,
  `result ${actions.hostileOutput}`,
  'files nonsense',
  `result ${actions.minidump} 7`,
];
const everywhere = ['/files$', 'machineactions', 'DownloadLink', '^/investigation', '/token$'];

test.each([fullApp, limitedApp, bareApp])('over all answers to $name', async (app) => {
  const chat = await startConversation({ app });
  try {
    for (const text of asks) await chat.say(text);

    expect(spoken(chat)).toEqual([]);
  } finally {
    await chat.close();
  }
});

test('over all faults', async () => {
  const message = 'see https://x.example/?sig=abc Bearer eyJhbGciOiJIUzI1NiJ9.e30.x';
  const chat = await startConversation({ limits: { attemptMs: 100, attempts: 1, quotaWaitMs: 0 } });
  try {
    chat.emulator.setQuotas({ enabled: false });
    for (const kind of faultKinds) {
      for (const match of everywhere) {
        if (kind === 'hang' && (match === '^/investigation' || match === '/token$')) continue; // end at deadlines of their own
        chat.emulator.clearFaults();
        chat.emulator.advance(3_600_000); // tokens run out: each is asked for anew
        chat.emulator.addFault({ kind, match, message });
        await chat.say(match === '/files$' ? `files ${alerts.hackTool}` : `result ${actions.minidump} 0`);
      }
    }

    expect(chat.sent.length).toBeGreaterThan(50);
    expect(spoken(chat)).toEqual([]);
  } finally {
    await chat.close();
  }
}, 30_000);

/** All that was sent and logged, errors with all their fields among it, and should not have been. */
function spoken({ sent, logged }: Conversation): readonly string[] {
  return [...sent.map((one) => JSON.stringify(one)), ...logged].filter((text) => unspeakable.test(text));
}

test('the grep would find them', () => {
  for (const text of ['?sig=a', 'eyJhbGciOi', 'bearer abc', fullApp.clientSecret ?? ''])
    expect(text).toMatch(unspeakable);
});
