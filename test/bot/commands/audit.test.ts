import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { alerts } from '../../../emulator/data/ids.ts';
import type { Rules } from '../../../src/policy/policy.ts';
import { accessOf } from '../../support/access.ts';
import { lines, read, startConversation, titles, type Conversation } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

const readers: Rules = {
  mode: 'policy',
  policy: { grants: [{ role: 'reader', to: 'tenant' }], evidenceIn: ['personal'], guests: 'deny' },
};

describe('whom it answers, and where', () => {
  test('an admin in a personal chat', async () => {
    await chat.say(`files ${alerts.hackTool}`, { by: 'megan', isRoom: true });

    const text = lines(await chat.say('audit'));

    expect(text).toContain('megan');
    expect(text).toContain(`files ${alerts.hackTool}`);
    expect(text).toContain('typed in a channel');
  });

  test('nobody in a room: it says where, and shows nothing', async () => {
    await chat.say(`files ${alerts.hackTool}`, { by: 'megan' });

    const text = lines(await chat.say('audit', { isRoom: true }));

    expect(text).toContain('I answer that in your personal chat with me only.');
    expect(text).not.toContain('megan');
    expect((await chat.recorded()).at(-1)).toMatchObject({ outcome: 'refused', why: 'NotAllowedError notHere' });
  });

  test('nobody in a room, not even with a press that asks for a personal answer', async () => {
    await chat.pressData({ command: 'audit', words: [], personal: true }, 'm1', { isRoom: true });

    expect(chat.personally).toEqual([]);
  });

  test('no reader', async () => {
    const objectId = '22222222-aaaa-bbbb-cccc-0123456789ab';
    const member = () => Promise.resolve({ standing: 'member' as const, objectId });
    await chat.close();
    chat = await startConversation({ access: accessOf(() => readers, { member }) });

    expect(lines(await chat.say('audit'))).toContain('needs the role admin, which you do not have');
  });

  test('help shows it, and for whom it is', async () => {
    expect(lines(await chat.say('help bot'))).toContain('Who asked me what, and how it went (for admins)');
  });
});

describe('pages', () => {
  beforeEach(async () => {
    for (let i = 1; i <= 23; i++) await chat.say('hello', { by: `person${i}` });
  });

  const peopleOn = (text: string): readonly string[] => text.match(/person\d+/g) ?? [];

  test('have ten each, the newest first, and are the same while records are added', async () => {
    const first = await chat.say('audit');
    expect(peopleOn(lines(first)).at(0)).toBe('person23');
    expect(peopleOn(lines(first))).toHaveLength(10);
    expect(titles(first)).toEqual(['Older', 'Refresh']);

    const second = await chat.press('Older');
    expect(peopleOn(lines(second)).at(0)).toBe('person13');
    const third = await chat.press('Older');
    expect(peopleOn(lines(third))).toEqual(['person3', 'person2', 'person1']);
    expect(titles(third)).toEqual(['Newer', 'Refresh']);

    expect(peopleOn(lines(await chat.press('Newer')))).toEqual(peopleOn(lines(second)));
    expect(second.id).toBe(first.id);
  });

  test('of the newest twelve are two', async () => {
    const second = await chat.say('audit 12 page 2');

    expect(peopleOn(lines(second))).toEqual(['person13', 'person12']);
    expect(titles(second)).toEqual(['Newer', 'Refresh']);
  });

  test('of a person have that one alone, on their buttons too', async () => {
    for (let i = 0; i < 11; i++) await chat.say('thanks', { by: 'Wilber, Megan' });
    await chat.say('audit user megan wilber');

    const second = await chat.press('Older');

    expect(lines(second)).toContain('by “megan wilber”');
    expect(read(second).lines.filter((line) => line.includes('Wilber, Megan'))).toHaveLength(1);
    expect(peopleOn(lines(second))).toEqual([]);
  });
});

test('of an id has who asked about it', async () => {
  await chat.say(`files ${alerts.hackTool}`, { by: 'megan' });
  await chat.say('hello', { by: 'joni' });

  const text = lines(await chat.say(`audit ${alerts.hackTool}`));

  expect(text).toContain(`about ${alerts.hackTool}`);
  expect(text).toContain('megan');
  expect(text).not.toContain('joni');
});

test('of what nobody asked says so', async () => {
  expect(lines(await chat.say('audit user nobody'))).toContain('nothing is recorded');
  expect((await chat.recorded()).at(-1)).toMatchObject({ command: 'audit', outcome: 'empty', ids: [] });
});

test.each([
  ['audit nonsense', 'neither a number nor an id'],
  ['audit user', 'Which user?'],
  ['audit 5 6', 'One thing at a time'],
  ['audit from', 'neither a number nor an id'],
  ['audit page x', 'One thing at a time'],
  [`audit user ${'x'.repeat(101)}`, 'too long to be a name'],
])('%s is explained', async (text, why) => {
  expect(lines(await chat.say(text))).toContain(why);
});

test('is in the trail itself', async () => {
  await chat.say('audit');

  expect(lines(await chat.say('audit'))).toContain('audit');
  expect((await chat.recorded()).map(({ command }) => command)).toEqual(['audit', 'audit']);
});
