/** A person at the Playground's web client: opens a conversation, types, mentions, presses, reads. */

import type { Browser, Locator, Page } from 'playwright-core';
import { openPage, widths } from './browser.ts';
import { holdInbox, type Inbox } from './playground-inbox.ts';
import { place } from '../../scripts/playground.ts';

export type Where = 'personal' | 'group' | 'general' | 'channel';

export interface SayOptions {
  /** Picks the bot from the client's own menu of mentions first. */
  readonly mention?: boolean;
  /** In a channel: answers in the thread of what was said last rather than start a new post. */
  readonly inThread?: boolean;
}

/** What is said of a conversation holds in a channel for one thread: that of the post said last. */
export interface PlaygroundPage {
  /** For what this interface has no word for. */
  readonly page: Page;
  /** The first time, the client installs the bot there: it gets `installationUpdate` and `conversationUpdate`. */
  open(where: Where): Promise<void>;
  say(text: string, options?: SayOptions): Promise<void>;
  /** Waits until a message shows `text`, and gives the newest one that does. */
  sees(text: string | RegExp): Promise<Locator>;
  /** Waits until a card shows `text`, and gives the newest one that does. */
  card(text: string | RegExp): Promise<Locator>;
  /** What each card shows, oldest first. */
  cards(): Promise<readonly string[]>;
  /** What each message shows, cards and names included; a thread is one text. */
  messages(): Promise<readonly string[]>;
  /** Presses a button of the newest card (that shows `on`); gives how many presses that took: two where it sits in the overflow menu. */
  press(title: string, on?: string | RegExp): Promise<number>;
  /** Presses the row of the newest card that shows `text`, where a row opens what it names; one press. */
  tap(text: string | RegExp): Promise<number>;
  /** Types into an input of the newest card, found by its label. */
  fill(label: string, text: string): Promise<void>;
  /** Cards are as wide from now on as such a client shows them. */
  showAs(width: keyof typeof widths): Promise<void>;
  /** The newest card (that shows `on`) alone, as PNG, as wide as a client of this width shows it. */
  screenshot(path: string, width: keyof typeof widths, on?: string | RegExp): Promise<void>;
  close(): Promise<void>;
}

const names: Readonly<Record<Where, string>> = {
  personal: 'Personal Chat',
  group: place.group.name,
  general: `${place.team.name} - General`,
  channel: `${place.team.name} - ${place.channel.name}`,
};

/** Seen in 0.2.28: the marks that its client has beside generated class names. */
const marks = {
  card: '.ac-preview-panel',
  editor: '[data-lexical-editor]',
  post: '.fui-Card:has([aria-label="Send Message"])',
  messageHeader: '[aria-label="Message header"]',
  mentions: '#typeahead-menu [role="menuitem"]',
} as const;

/** Of a card: a phone's bubble leaves 16 px free on each side, and a desktop client does not use all that it has. */
const cardWidths: Readonly<Record<keyof typeof widths, number>> = { phone: widths.phone - 32, desktop: 624 };

/** The page keeps its size: made narrow, the client folds its panels, and opens its log again afterwards. */
const pictureStyle = Object.entries(cardWidths)
  .map(([client, width]) => `[data-client="${client}"] :has(> ${marks.card}) { width: ${width}px !important; }`)
  .join('\n');

export async function openPlayground(browser: Browser, url: string): Promise<PlaygroundPage> {
  const page = await openPage(browser);
  const inbox = await holdInbox(page);
  await page.goto(url);
  // Before it is connected the client shows people and chats of its own, and what is typed there is lost.
  await page.getByText('Connected.').first().waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Hide log panel' }).click(); // it repeats what is said
  await page.addStyleTag({ content: pictureStyle });
  return person(page, inbox);
}

function person(page: Page, inbox: Inbox): PlaygroundPage {
  let inChannel = false;
  let lastPost = '';
  let client = '';

  const thread = () => page.locator(marks.post).filter({ hasText: lastPost }).first();
  const messages = () => (inChannel ? thread() : page.locator(marks.messageHeader).locator('..'));
  const cards = (text: string | RegExp = '') => messages().locator(marks.card).filter({ hasText: text });

  async function newest(found: Locator): Promise<Locator> {
    await found.last().waitFor();
    return found.last();
  }

  async function showAs(width: string): Promise<void> {
    client = width;
    await page.evaluate(`document.documentElement.dataset.client = ${JSON.stringify(width)}`);
  }

  return {
    page,
    async open(where) {
      await page.getByRole('treeitem', { name: names[where], exact: true }).click();
      inChannel = where === 'general' || where === 'channel';
      lastPost = '';
    },
    async say(text, { mention = false, inThread = false } = {}) {
      // A channel's first editor starts a post; each thread has its own below.
      const editor = inThread ? thread().locator(marks.editor) : page.locator(marks.editor).first();
      if (inChannel && !inThread) lastPost = text;
      await inbox.heldWhile(async () => {
        const taken = page.waitForResponse((response) => response.url().endsWith('/messages'));
        await send(page, editor, text, mention);
        await taken;
        await messages().filter({ hasText: text }).last().waitFor();
      });
    },
    sees: (text) => newest(messages().filter({ hasText: text })),
    card: (text) => newest(cards(text)),
    cards: () => cards().allInnerTexts(),
    messages: () => messages().allInnerTexts(),
    press: async (title, on) => press(page, await newest(cards(on)), title),
    async tap(text) {
      await (await newest(cards())).getByRole('button').filter({ hasText: text }).last().click();
      return 1;
    },
    async fill(label, text) {
      await (await newest(cards())).getByRole('textbox', { name: label }).fill(text);
    },
    showAs,
    async screenshot(path, width, on) {
      const before = client;
      await showAs(width);
      await (await newest(cards(on))).screenshot({ path });
      await showAs(before);
    },
    close: () => page.close(),
  };
}

async function send(page: Page, editor: Locator, text: string, mention: boolean): Promise<void> {
  await editor.click();
  if (mention) {
    await page.keyboard.type(`@${place.bot.name.split(' ', 1).join('')}`);
    await page.locator(marks.mentions).filter({ hasText: place.bot.name }).click();
  }
  await page.keyboard.insertText(mention ? ` ${text}` : text);
  await page.keyboard.press('Enter');
  await editor.filter({ hasText: /^\s*$/ }).waitFor(); // sent: the box is empty again
}

async function press(page: Page, card: Locator, title: string): Promise<number> {
  const button = card.getByRole('button', { name: title, exact: true });
  const overflow = card.getByRole('button', { name: 'More options', exact: true });
  await button.or(overflow).first().waitFor();
  if ((await button.count()) > 0) {
    await button.last().click();
    return 1;
  }
  await overflow.last().click();
  await page.getByRole('menuitem', { name: title, exact: true }).click();
  return 2;
}
