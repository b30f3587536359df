import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mentionOf, withoutMentions } from '../../src/bot/mention.ts';

const bot = { id: '28:bot', text: '<at>Defender Triage</at>' };
const bob = { id: '29:bob', text: '<at>Bob</at>' };

test.each([
  ['before the words', '<at>Defender Triage</at> help', [bot], 'help'],
  ['with a no-break space', '<at>Defender Triage</at>&nbsp;help', [bot], '&nbsp;help'],
  ['glued to the words', '<at>Defender Triage</at>help', [bot], 'help'],
  ['behind the words', 'help <at>Defender Triage</at>', [bot], 'help'],
  ['twice', '<at>Defender Triage</at> help <at>Defender Triage</at>', [bot, bot], 'help'],
  ['between two words', 'help<at>Defender Triage</at>files', [bot], 'help files'],
  ['alone', ' <at>Defender Triage</at> ', [bot], ''],
  ['of somebody else: stays', '<at>Defender Triage</at> files <at>Bob</at>', [bot, bob], 'files <at>Bob</at>'],
  ['that only looks like one: stays', '<at>Defender Triage</at> help', [], '<at>Defender Triage</at> help'],
  ['with a name of dots and stars', '<at>.*</at> files', [{ id: bot.id, text: '<at>.*</at>' }], 'files'],
  ['without a text', 'help', [{ id: bot.id, text: '' }], 'help'],
])('a mention %s', (_, text, mentions, rest) => {
  expect(withoutMentions(text, mentions, bot.id)).toBe(rest);
});

test('a mention that is a blank takes nothing out, however often it is given', () => {
  const blanks = Array.from({ length: 2_000 }, () => ({ id: bot.id, text: ' ' }));

  expect(withoutMentions(`help${' '.repeat(50_000)}me`, blanks, bot.id)).toBe(`help${' '.repeat(50_000)}me`);
});

test('a message without a text is empty', () => {
  expect(withoutMentions(undefined, [bot], bot.id)).toBe('');
});

describe('a person is mentioned', () => {
  test.each([
    ['by name', 'Alex Wilber', 'Alex Wilber'],
    ['by a name that could be a link', 'www.evil.example', 'www evil example'],
    ['by a name with markup', '<b>*Alex*</b> [x](http://y.z)', 'b Alex b x http y z'],
    ['without a name', '', 'you'],
    ['by a name of nothing but marks', '<>_.', 'you'],
  ])('%s', (_, name, called) => {
    expect(mentionOf({ id: '29:alex', name })).toEqual({
      type: 'mention',
      text: `<at>${called}</at>`,
      mentioned: { id: '29:alex', name: called },
    });
  });

  test('whose name is anything: nothing in it ends the mention or begins another', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(mentionOf({ id: '29:alex', name }).text).toMatch(/^<at>[^<>&[\]()*_.`~@:/]+<\/at>$/u);
      }),
    );
  });
});
