/** `result` with a view, typed and pressed: whole turns. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions } from '../../../emulator/data/ids.ts';
import { accessOf } from '../../support/access.ts';
import { lines, read, startConversation, titles, type Conversation, type Sent } from '../../support/conversation.ts';

/** 2,000 lines below PowerShell's header; line N is of process 4 N. */
const long = `result ${actions.longOutput}`;

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

/** The numbers of the lines that are shown, a colon behind those that match. */
function numbers(sent: Sent): readonly string[] {
  return read(sent).lines.flatMap((line) => /^ *(e?\d+(?:\.\d+)?:?) /.exec(line)?.[1] ?? []);
}

function span(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i));
}

describe('typed', () => {
  test.each<[string, readonly string[], string]>([
    ['', span(1_986, 2_000), 'lines 1986-2000 of 2,000'],
    ['page 2', span(41, 80), 'lines 41-80 of 2,000'],
    ['page 99', span(1_961, 2_000), 'lines 1961-2000 of 2,000'],
    ['0 page 2', span(41, 80), 'lines 41-80 of 2,000'],
    ['from 1999', span(1_999, 2_000), 'lines 1999-2000 of 2,000'],
    ['from 5000', ['2000'], 'line 2000 of 2,000'],
    ['head 3', span(1, 3), 'lines 1-3 of 2,000'],
    ['HEAD', span(1, 20), 'lines 1-20 of 2,000'],
    ['tail 3', span(1_998, 2_000), 'lines 1998-2000 of 2,000'],
    ['0 raw', span(0, 39), 'raw, lines 0-39 of 2,001'],
    ['raw from 2000', ['2000'], 'raw, line 2000 of 2,001'],
    ['errors', [], 'no error lines'],
    ['grep 7996 ', ['1997', '1998', '1999:', '2000'], '1 match'],
    ['grep SVCHOST.EXE', ['1:', '2:', '3:'], 'matches 1-'],
    ['0 grep /^ +799[26] /', ['1996', '1997', '1998:', '1999:', '2000'], '2 matches'],
    ['grep no such text', [], 'no match'],
  ])('%s', async (view, shown, where) => {
    const answer = await chat.say(`${long} ${view}`);

    expect(numbers(answer).slice(0, shown.length)).toEqual(shown);
    expect(lines(answer)).toContain(where);
    expect(read(answer).lines[0]).toBe('list-processes.ps1 on LAPTOP-042: exit code 0, no errors');
  });

  test.each([
    ['page 0', 'Which page? Pages are whole numbers from 1: page 2.'],
    ['from x', 'From which line?'],
    ['head 0', '“0” is not a number of lines: from 1 to 1000.'],
    ['grep', 'Search for what?'],
    ['grep /(/', 'That pattern cannot be read.'],
    [`grep ${'x'.repeat(201)}`, 'That is too long to search for.'],
  ])('%s is refused', async (view, words) => {
    const answer = await chat.say(`${long} ${view}`);

    expect(lines(answer)).toContain(words);
  });

  test('a view of another command of the same action', async () => {
    expect(lines(await chat.say(`result ${actions.minidump} 0 tail 1`))).toContain('line 2 of 2');
    expect(lines(await chat.say(`result ${actions.minidump} head 1`))).toContain('Live response on');
  });

  test('is answered without another link or download', async () => {
    for (const view of ['', 'page 2', 'grep svchost', 'raw', 'tail']) await chat.say(`${long} ${view}`);

    const asked = chat.emulator.requests().filter(({ path }) => path.includes('GetLiveResponseResultDownloadLink'));
    expect(asked).toHaveLength(1);
  });
});

describe('pressed', () => {
  test('the ways on edit the card, forth and back', async () => {
    const first = await chat.say(long);
    const start = await chat.press('From the start');
    const next = await chat.press('Next page');
    const back = await chat.press('Previous page');
    const over = await chat.press('Overview');

    expect([start, next, back, over].map(({ id, edits }) => [id, edits])).toEqual(
      [1, 2, 3, 4].map((n) => [first.id, n]),
    );
    expect([start, next, back, over].map((one) => numbers(one)[0])).toEqual(['1', '41', '1', '1986']);
    expect(chat.sent).toHaveLength(1);
  });

  test('what is typed into the search of the card is searched for, literally', async () => {
    const card = await chat.say(long);
    const search = read(card).actions.find(({ title }) => title === 'Find')?.data;

    const found = await chat.pressData({ ...(search as object), find: ' 7996 ' }, card.id); // as a client sends it

    expect(found).toMatchObject({ id: card.id, edits: 1 });
    expect(lines(found)).toContain('search:  7996 ');
    expect(numbers(found)).toContain('1999:');
  });

  test('an empty search says what to do, and leaves the card as it is', async () => {
    const card = await chat.say(long);
    const search = read(card).actions.find(({ title }) => title === 'Find')?.data;

    const refused = await chat.pressData({ ...(search as object), find: '' }, card.id); // as a client sends it

    expect(lines(refused)).toContain('Search for what?');
    expect(refused.id).not.toBe(card.id);
  });

  test('matches go by pages, forth and back', async () => {
    const first = await chat.say(`${long} grep svchost`);
    const second = await chat.press('Next matches');
    const back = await chat.press('Earlier matches');

    expect(second).toMatchObject({ id: first.id, edits: 1 });
    expect(lines(second)).toMatch(/matches 37-\d\d of 1,980/);
    expect(lines(back)).toMatch(/matches 29-\d\d of 1,980/);
  });

  test('raw shows what is hidden otherwise', async () => {
    const card = await chat.say(`result ${actions.minidump} 0`);
    const raw = await chat.press('Raw');

    expect(lines(card)).not.toContain('Transcript started');
    expect(lines(raw)).toContain('0 Transcript started, output file is');
    expect(lines(raw)).not.toContain('transcript header hidden');
  });

  test('by somebody else, they get a copy of their own', async () => {
    const card = await chat.say(long, { isRoom: true });
    const copy = await chat.press('From the start', { by: 'sam', isRoom: true });

    expect(copy.id).not.toBe(card.id);
    expect(lines(copy)).toContain('shown for sam');
    expect(chat.sent[0]).toMatchObject({ id: card.id, edits: 0 });
  });
});

test('where output may not be shown, Show me answers with the same view', async () => {
  const objectId = '22222222-aaaa-bbbb-cccc-0123456789ab';
  const policy = {
    grants: [{ role: 'reader', to: `user:${objectId}` }],
    evidenceIn: ['personal'],
    guests: 'deny',
  } as const;
  const directory = {
    member: () => Promise.resolve({ standing: 'member', objectId } as const),
    readers: () => Promise.resolve('members' as const),
  };
  const closed = await startConversation({ access: accessOf(() => ({ mode: 'policy', policy }), directory) });
  try {
    const withheld = await closed.say(`${long} grep 7996 `, { isRoom: true });
    await closed.press('Show me', { isRoom: true });

    expect(lines(withheld)).not.toContain('svchost');
    expect(titles(withheld)).toEqual(['Show me']);
    const [answer] = closed.personally;
    expect(answer && lines(answer)).toContain('search: 7996');
    expect(answer && numbers(answer)).toContain('1999:');
  } finally {
    await closed.close();
  }
});

describe('an answer that has nothing to show is recorded as empty', () => {
  test.each([
    ['no output', `result ${actions.emptyOutput}`],
    ['no match', `${long} grep no such text`],
    ['no error lines', `${long} errors`],
    ['a command that never ran', `result ${actions.failedScript} 1`],
  ])('%s', async (_, words) => {
    await chat.say(words);

    expect((await chat.recorded()).map(({ outcome }) => outcome)).toEqual(['empty']);
  });

  test('and what has lines as answered', async () => {
    await chat.say(`${long} head 1`);

    expect((await chat.recorded()).map(({ outcome }) => outcome)).toEqual(['answered']);
  });
});
