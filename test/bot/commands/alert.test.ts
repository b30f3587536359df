import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { alerts, files } from '../../../emulator/data/ids.ts';
import { limitedApp } from '../../../emulator/identity.ts';
import { lines, read, startConversation, titles, type Conversation } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

/** What Defender was asked, without what the sign-in took. */
const asked = (): readonly string[] =>
  chat.emulator
    .requests()
    .map(({ path }) => path)
    .filter((path) => path.startsWith('/api/'));

const unknown = 'da000000000000000001_1';

test('the first lines are what happened, where, whether it was stopped, and how it stands', async () => {
  const answer = await chat.say(`alert ${alerts.hackTool}`);

  const [finding, state] = read(answer).lines;
  expect(finding).toBe("'AutoKms' hacktool was prevented on LAPTOP-042");
  expect(state).toBe('High · New · unassigned · 2 h ago');
  expect(answer.message).toMatchObject({ summary: 'High alert on LAPTOP-042: prevented' });
});

test('it costs one call', async () => {
  await chat.say(`alert ${alerts.hackTool}`);

  expect(asked()).toEqual([`/api/alerts/${alerts.hackTool}`]);
});

test.each([
  ['a bare id', alerts.suspiciousDll],
  ['a page of the portal', `https://security.microsoft.com/alerts/${alerts.suspiciousDll}?tid=1`],
])('%s shows the alert', async (_, text) => {
  const shown = lines(await chat.say(text));

  expect(shown).toContain('Low-reputation arbitrary code executed by signed executable');
  expect(shown).toContain('rundll32.exe  c:\\temp\\suspicious.dll,RepeatAfterMe');
  expect(shown).toContain('MITRE T1064, T1085, T1220');
  expect(shown).toContain('“test comment for docs”');
});

test('what an id of another product holds is shown as far as it is understood', async () => {
  const text = lines(await chat.say(`alert ${alerts.unknownEnums}`));

  expect(text).toContain('Cryptocurrency miner is running on ubuntu-web-03: status Quarantined');
  expect(text).toContain('Critical · Queued · unassigned');
  expect(text).toContain('type KernelModule');
});

test('names made to deceive are shown with visible stand-ins, and no link of a sentence stays one', async () => {
  const { lines: shown } = read(await chat.say(`alert ${alerts.hostileNames}`));

  expect(shown[0]).toContain('[open me](hxxp://evil[.]example)');
  expect(shown).toContain('Names made to deceive.⟨U+202E⟩⟨U+200B⟩ See hxxp://evil[.]example');
  expect(shown).toContain('invoice⟨U+202E⟩fdp.exe');
});

test('the next page of evidence is an edit of the same card', async () => {
  const first = await chat.say(`alert ${alerts.manyFiles}`);

  const second = await chat.press('Next 5');

  expect(second).toMatchObject({ id: first.id, edits: 1 });
  expect(lines(second)).toContain('evidence 6-10 of 10');
});

test('its files are one press away, in a reply', async () => {
  await chat.say(`alert ${alerts.hackTool}`);

  const shown = await chat.press('Files');

  expect(chat.sent).toHaveLength(2);
  expect(lines(shown)).toContain(`SHA-256 ${files.autoKms}`);
});

describe('an alert that cannot be had', () => {
  test('that Defender does not know', async () => {
    const text = lines(await chat.say(`alert ${unknown}`));

    expect(text).toContain('Defender knows no such alert.');
    expect(text).toContain('Check the id.');
  });

  test('for lack of a permission, which is named', async () => {
    const limited = await startConversation({ app: limitedApp });
    try {
      const text = lines(await limited.say(`alert ${alerts.hackTool}`));

      expect(text).toContain('That needs Alert.Read.All or Alert.ReadWrite.All; this app has');
    } finally {
      await limited.close();
    }
  });

  test.each([
    [{ kind: 'status', status: 403 } as const, 'Defender does not allow this bot to read that.'],
    [{ kind: 'cut' } as const, 'Defender did not answer.'],
  ])('%j', async (fault, words) => {
    chat.emulator.addFault({ ...fault, match: '/api/alerts' });

    expect(lines(await chat.say(`alert ${alerts.hackTool}`))).toContain(words);
  });
});

describe('several alerts', () => {
  test('are one list, the worst first, in one call', async () => {
    const answer = await chat.say(`alert ${alerts.suspiciousDll} ${alerts.hackTool} ${alerts.unknownEnums}`);

    expect(read(answer).lines[0]).toBe('3 alerts: 1 Critical, 1 High, 1 Low');
    expect(asked()).toHaveLength(1);
    expect(titles(answer)).toEqual([
      'Alert Cryptocurrency miner is running',
      'Alert AutoKms hacktool was prevented',
      'Alert Low-reputation arbitrary code executed by signed executable',
      ...['Files', 'Refresh'],
    ]);
  });

  test('of which one cannot be read: it stands apart, and the others are shown', async () => {
    const text = lines(await chat.say(`alert ${alerts.hackTool} ${unknown}`));

    expect(text).toContain('1 of 2 alerts: 1 High');
    expect(text).toContain(`${unknown}: Defender knows no such alert.`);
    expect(chat.logged.at(-1)).toContain('"outcome":"partial"');
  });

  test('of which none can be read', async () => {
    const answer = await chat.say(`alert ${unknown} da000000000000000002_2`);

    expect(read(answer).lines[0]).toBe('None of the 2 alerts could be read');
    expect(chat.logged.at(-1)).toContain('"outcome":"failed"');
  });

  test('fifty of them are three calls where Defender knows all, and one more for each that it does not', async () => {
    const ids = Array.from({ length: 48 }, (_, i) => `da${String(i).padStart(18, '0')}_1`);

    const text = lines(await chat.say(`alert ${alerts.hackTool} ${alerts.malware} ${ids.join(' ')}`));

    expect(text).toContain('2 of 50 alerts: 2 High');
    expect(asked()).toHaveLength(3 + 48);
  });
});
