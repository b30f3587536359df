/** Every card in every state as a browser draws it, and each check on it seen to find what it is there to find. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { CardContent } from '../../src/cards/render.ts';
import { complaints } from '../gallery/complaints.ts';
import { openGallery, type Gallery } from '../gallery/gallery.ts';
import type { State } from '../gallery/content.ts';
import { everyState } from '../gallery/states.ts';
import type { Theme, Width } from '../gallery/themes.ts';
import { launchBrowser } from '../support/browser.ts';
import { sha256 } from '../cards/views.ts';

let browser: Browser;
let folder: string;
let states: readonly State[];
let gallery: Gallery;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'gallery-'));
  states = await everyState();
  gallery = await openGallery(browser, join(folder, 'index.html'), states);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
}, 20_000);

test('there is a card for each state, and each has a name of its own', () => {
  const names = states.map(({ name }) => name);

  expect(names.length).toBeGreaterThan(150);
  expect(new Set(names).size).toBe(names.length);
});

test('nothing is to be said against any card on the smallest phone', async () => {
  expect(await complaints(gallery, states, { theme: 'light', width: 320 })).toEqual([]);
}, 60_000);

/** A dozen of cards, one of each kind at least, with the most on them. */
const dozen = [
  ...['files-many', 'files-deceiving-names', 'alert-example-1', 'alerts-example-1', 'incident-example-1'],
  ...['file-example-1', 'device-example-1', 'action-failed', 'result-long', 'result-deceiving', 'result-indicators'],
  ...['failure-forbidden'],
];

test.each<[Theme, Width]>([
  ['light', 390],
  ['light', 1000],
  ['dark', 320],
  ['dark', 600],
  ['contrast', 320],
  ['contrast', 1000],
])(
  'nor against a dozen of them in %s at %i px',
  async (theme, width) => {
    const shown = states.filter(({ name }) => dozen.includes(name));

    expect(shown.map(({ name }) => name).sort()).toEqual([...dozen].sort());
    expect(await complaints(gallery, shown, { theme, width })).toEqual([]);
  },
  30_000,
);

test('the cards are the same each time they are made', async () => {
  const again = await everyState();

  const changed = again.filter((state, i) => JSON.stringify(state) !== JSON.stringify(states[i]));
  expect(changed.map(({ name }) => name)).toEqual([]);
  expect(again).toHaveLength(states.length);
}, 30_000);

test('the page shows what its address asks for', async () => {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));

  await page.goto(`${pathToFileURL(join(folder, 'index.html')).href}?filter=whoami&theme=all&width=390#whoami-reader`);

  await page.locator('#whoami-reader .card[data-theme=dark]').getByText('Who you are to me').waitFor();
  const shown = await page.evaluate(`[...document.querySelectorAll('article')].map(({ id }) => id)`);
  await page.close();
  expect(shown).toEqual(['whoami-example-1', 'whoami-reader']);
  expect(errors).toEqual([]);
}, 20_000);

const run = (text: string, parts: object = {}): object => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text, ...parts }],
});
const block = (text: string, parts: object = {}): object => ({ type: 'TextBlock', text, wrap: true, ...parts });
const column = (...items: readonly object[]): object => ({ type: 'Column', width: 'auto', items });

describe('a check finds', () => {
  test.each<[what: string, complaint: string, broken: Partial<CardContent>]>([
    [
      'text that overflows',
      'overflows: ',
      {
        body: [
          {
            type: 'ColumnSet',
            columns: ['a', 'b'].map((one) => ({
              type: 'Column',
              width: '300px',
              items: [block(one.repeat(40), { wrap: false })],
            })),
          },
        ],
      },
    ],
    ['text that is clipped', 'is clipped: ', { body: [block('word '.repeat(40), { wrap: false })] }],
    ['a hash with a break in it', 'is not whole: ', { body: [block(sha256.replace('a', 'a\u200B'))] }],
    ['a hash that is cut', 'has a cut hash', { body: [block(`${sha256.slice(0, 12)}…`)] }],
    [
      'what is read before what stands above it',
      'stands before what is read before it',
      { body: [{ type: 'ColumnSet', columns: [column(block('1')), column(block('2'))] }], rtl: true },
    ],
    [
      'an action without a name',
      'has an action without a name',
      { body: [block('a')], actions: [{ type: 'Action.Submit', title: '', data: {} }] },
    ],
    ['a control without a name', 'shows a control without a name', { body: [{ type: 'Input.Text', id: 'q' }] }],
    [
      'two rows of one name',
      'has 2 controls that are called File',
      {
        body: ['a.exe', 'b.exe'].map((name) => ({
          type: 'Container',
          selectAction: { type: 'Action.Submit', title: 'File', data: {} },
          items: [run(name)],
        })),
      },
    ],
    [
      'too many actions',
      'has 7 actions',
      {
        body: [block('a')],
        actions: Array.from({ length: 7 }, (_, i) => ({ type: 'Action.Submit', title: `${i}`, mode: 'secondary' })),
      },
    ],
    [
      'too many actions in sight',
      'has 4 actions in sight',
      { body: [block('a')], actions: Array.from({ length: 4 }, (_, i) => ({ type: 'Action.Submit', title: `${i}` })) },
    ],
    ['a link in foreign text', 'draws a a', { body: [block('[open me](http://evil.example)')] }],
    ['an image in foreign text', 'draws a img', { body: [block('![x](http://evil.example/x.png)')] }],
    ['emphasis in foreign text', 'draws a strong', { body: [block('**urgent**')] }],
    ['a list in foreign text', 'draws a ul', { body: [block('- one')] }],
    ['a mention', 'mentions somebody', { body: [block('a')], msteams: { entities: [{ type: 'mention' }] } }],
    [
      'a finding below the first screenful',
      'has its finding end at',
      { body: [...Array.from({ length: 30 }, () => run('before')), run('finding', { weight: 'Bolder' })] },
    ],
    ['a text by its colour alone', 'says by Attention alone', { body: [run('kms.exe', { color: 'Attention' })] }],
    [
      'a ground by its colour alone',
      'says by warning alone',
      { body: [{ type: 'Container', style: 'warning', items: [run('kms.exe')] }] },
    ],
    ['yellow on white', 'is hardly readable', { body: [run('not known', { color: 'Warning' })] }],
    [
      'what is wrong with what a button unfolds',
      'unfolded, light, 320 px: draws a strong',
      { body: [run('a'), block('**x**', { isVisible: false, id: 'more' })] },
    ],
  ])('%s', async (_, complaint, broken) => {
    const content: CardContent = { type: 'AdaptiveCard', version: '1.5', ...broken };

    const found = await complaints(gallery, [{ name: 'broken', content, isOfDefender: true }], {
      theme: 'light',
      width: 320,
    });

    expect(found.join('\n')).toContain(complaint);
  });

  test('nothing in a card that is as it should be', async () => {
    const content: CardContent = {
      type: 'AdaptiveCard',
      version: '1.5',
      body: [run('kms.exe: blocked', { color: 'Attention', weight: 'Bolder' }), block(`SHA-256 ${sha256}`)],
    };

    expect(
      await complaints(gallery, [{ name: 'good', content, isOfDefender: true }], { theme: 'light', width: 320 }),
    ).toEqual([]);
  });
});
