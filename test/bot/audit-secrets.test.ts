/** The audit trail has ids and words of ours: nothing else that was typed, nothing that was shown, no secret. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actions, alerts } from '../../emulator/data/ids.ts';
import { fullApp, limitedApp } from '../../emulator/identity.ts';
import { auditRecord } from '../../src/bot/audit-record.ts';
import { questionOf, type Attempt } from '../../src/bot/attempt.ts';
import { commands } from '../../src/bot/commands/index.ts';
import { idIn } from '../../src/bot/id.ts';
import type { Incoming } from '../../src/bot/incoming.ts';
import { messageCard } from '../../src/cards/message.ts';
import { DefenderError } from '../../src/defender/errors.ts';
import type { AuditRecord } from '../../src/state/audit-record.ts';
import { personalPlace } from '../support/access.ts';
import { startConversation, type Conversation } from '../support/conversation.ts';

const secrets = [
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  'AKIAIOSFODNN7EXAMPLE1',
  'Summer-2026-secret',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc123def456',
  'hunter2hunter2',
];

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

test.each([fullApp, limitedApp])(
  'whatever is asked with secrets among the words, of $name',
  async (app) => {
    await chat.close();
    chat = await startConversation({ app });
    const names = [...commands.flatMap(({ name, aliases }) => [name, ...aliases]), 'nonsense', alerts.hackTool];
    for (const secret of secrets) {
      for (const name of names) await chat.say(`${name} ${secret}`);
      await chat.say(`files ${alerts.hackTool} ${secret}`);
      await chat.say(`hashes ${alerts.hackTool} ${secret}`);
      await chat.say(`audit user ${secret}`);
      await chat.say(`https://security.microsoft.com/alerts/${secret}`);
      await chat.say(`files https://security.microsoft.com/alerts/${secret}`);
      await chat.pressData({ command: 'result', words: [actions.minidump, secret] });
      await chat.pressData({ command: secret, words: [secret] });
      await chat.say(secret);
    }

    const recorded = JSON.stringify(await chat.recorded());
    expect((await chat.recorded()).length).toBeGreaterThan(100);
    for (const secret of secrets) expect(recorded).not.toContain(secret);
  },
  60_000,
);

test('what Defender gives for a reference is kept where it has the form of one alone', () => {
  for (const correlationId of [secrets[0], '{"output": "kms.exe"}', '7f5C8d9e-aaaa-bbbb-cccc-0123456789AB']) {
    const error = new DefenderError('failed', 'x', { correlationId });
    const attempted = {
      reply: { outcome: 'partial', errors: [error, error], subject: '', card: messageCard('') },
    } as const;
    const { correlationIds } = recordOf('help', attempted);

    expect(correlationIds).toEqual(correlationId?.startsWith('7f5C') ? ['7f5c8d9e-aaaa-bbbb-cccc-0123456789ab'] : []);
  }
});

test('what was shown is not in it, but for the finding as a notification says it', async () => {
  for (const action of Object.values(actions)) await chat.say(`result ${action} 0`);
  for (const alert of Object.values(alerts)) await chat.say(`files ${alert}`);

  const recorded = JSON.stringify(await chat.recorded());
  expect(recorded).toContain(actions.minidump);
  expect(recorded).not.toMatch(/OfficeClickToRun|sig=|eyJ|Bearer|emulator-secret|C:\\/i);
  expect(recorded).toContain('"finding":"kms.exe: HackTool-MSIL-AutoKms, prevented"');
  expect(recorded.replaceAll(/"finding":"[^"]*"/g, '')).not.toMatch(/kms\.exe|HackTool/i);
}, 30_000);

function recordOf(text: string, attempted: Attempt): AuditRecord {
  const incoming: Incoming = {
    ...{ conversationId: 'c1', activityId: 'a1', isRoom: false, place: personalPlace },
    person: { id: '29:alex', objectId: undefined, name: 'Alex Wilber' },
    request: { kind: 'typed', text },
  };
  const question = questionOf(incoming, commands);
  return auditRecord({ ...{ incoming, question, attempted, turnId: 't', at: 0, durationMs: 0, calls: 0 } });
}

describe('an id of a form that nobody knows', () => {
  const known = 'other-product-alert-12345';

  function idsOf(text: string, outcome: 'answered' | 'partial' | DefenderError): readonly string[] {
    return recordOf(text, outcome instanceof DefenderError ? { error: outcome } : { reply: { outcome, text: '' } }).ids;
  }

  test('is recorded where Defender knew it', () => {
    expect(idsOf(`files ${known}`, 'answered')).toEqual([known]);
    expect(idsOf(`files ${known}`, 'partial')).toEqual([known]);
  });

  test('is not where it did not, or where another may have been the one that it knew', () => {
    expect(idsOf(`files ${known}`, new DefenderError('notFound', 'x'))).toEqual([]);
    expect(idsOf(`files ${alerts.hackTool} ${known}`, 'partial')).toEqual([alerts.hackTool]);
    expect(idsOf(`help ${known}`, 'answered')).toEqual([]);
  });

  test('of any words, those of a known form alone are recorded where nothing was answered', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom(...secrets, alerts.hackTool, actions.minidump));
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const ids = idsOf(`files ${words.join(' ')}`, new DefenderError('failed', 'x'));

        expect(ids.filter((id) => idIn(id) === undefined)).toEqual([]);
      }),
    );
  });
});
