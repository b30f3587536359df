import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inert, inertJson, terminalCard } from '../../../scripts/ask/terminal-card.ts';
import { button } from '../../../src/cards/buttons.ts';
import { messageCard } from '../../../src/cards/message.ts';
import type { CardContent } from '../../../src/cards/render.ts';
import { everyCard } from '../../cards/every-card.ts';
import { readCard } from '../../support/card-read.ts';

const plain = { isColoured: false, canAsk: () => true };
const coloured = { isColoured: true, canAsk: () => true };

describe.each(Object.entries(everyCard))('the card %s in a terminal', (_, cards) => {
  test('has each line of its text, in its order', () => {
    for (const { content } of cards()) {
      const shown = terminalCard(content, plain);
      let from = 0;
      for (const line of readCard(content).lines.map(inert)) {
        if (content['actions'] !== undefined && line === 'Search the whole output') continue; // the label of a form
        const at = shown.indexOf(line, from);
        expect({ line, at }).not.toEqual({ line, at: -1 });
        from = at + line.length;
      }
    }
  });

  test('has no sign of what could be tapped', () => {
    for (const { content } of cards()) expect(terminalCard(content, plain)).not.toMatch(/ ›$/m);
  });

  test('says nothing by colours alone', () => {
    for (const { content } of cards())
      expect(stripVTControlCharacters(terminalCard(content, coloured))).toBe(terminalCard(content, plain));
  });
});

describe('the buttons of a card', () => {
  const shown = (canAsk: (command: string) => boolean): string =>
    terminalCard(messageCard('Hello', [button('Next 2', 'files', 'a_1', 'page', '2')]).content, {
      isColoured: false,
      canAsk,
    });

  test('are what to type for them', () => {
    expect(shown(() => true)).toBe('Hello\n\nNext\n  Next 2: files a_1 page 2');
  });

  test('are left out where they are about the card that they sit on', () => {
    expect(shown(() => false)).toBe('Hello');
  });

  test('that open something say where', () => {
    const content: CardContent = {
      type: 'AdaptiveCard',
      actions: [{ type: 'Action.OpenUrl', title: 'Portal', url: 'https://security.microsoft.com/' }],
    };

    expect(terminalCard(content, plain)).toContain('Portal: https://security.microsoft.com/');
  });

  test('that search take a text', () => {
    const content = messageCard('x', [button('Find', 'result', 'id', '0', 'grep')]).content;

    expect(terminalCard(content, plain)).toContain('Find: result id 0 grep TEXT');
  });
});

test('whatever is written into a card, the terminal gets nothing to act on', () => {
  const hostile = fc.string({ unit: 'binary' });
  const card = (text: string): CardContent => ({
    type: 'AdaptiveCard',
    body: [
      { type: 'TextBlock', text },
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] },
    ],
    actions: [{ type: 'Action.Submit', title: text, data: { command: 'x', words: [text] } }],
  });
  fc.assert(
    fc.property(hostile, (text) => {
      expect(terminalCard(card(text), plain)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
  );
});

test('a sequence that would change the terminal is seen, not obeyed', () => {
  expect(inert('\u001B]0;owned\u0007 \u202Eexe.txt\r')).toBe('\uFFFD]0;owned\uFFFD \uFFFDexe.txt\uFFFD');
});

test('as JSON, whatever is in a card means the same, and a terminal gets nothing to act on', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (drawn) => {
      const text = `${drawn}\u009B31m\u202E\u{E0001}`;
      const json = inertJson({ text });

      expect(JSON.parse(json)).toEqual({ text: text.toWellFormed() === text ? text : expect.any(String) });
      expect(json).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});
