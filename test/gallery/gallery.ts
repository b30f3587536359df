/** The gallery opened in a browser, and what is seen of its cards there. */

import { writeFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { DomPage } from './dom.ts';
import type { Look, SeenCard } from './measure.ts';
import type { State } from './content.ts';
import { galleryPage } from './page.ts';
import { fonts } from './themes.ts';
import { openPage } from '../support/browser.ts';

export interface Gallery {
  readonly page: Page;
  /** What is seen of each of these cards, drawn in this theme at this width. */
  see(states: readonly State[], look: Look): Promise<readonly SeenCard[]>;
}

/** Writes the page and opens it. @throws Error when the fonts are not there with which the cards look the same anywhere. */
export async function openGallery(browser: Browser, path: string, states: readonly State[]): Promise<Gallery> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, galleryPage(states));
  const page = await openPage(browser, 1_200);
  await page.goto(pathToFileURL(path).href);
  const missing = await page.evaluate(missingFonts, Object.values(fonts));
  if (missing.length > 0) throw new Error(`There is no ${missing.join(', no ')}: apt-get install fonts-liberation`);
  return {
    page,
    see: (some, look) =>
      // as text: the functions that it calls are in the page
      page.evaluate<readonly SeenCard[]>(`measureCards(${JSON.stringify(some)}, ${JSON.stringify(look)})`),
  };
}

/** A font that is missing is as wide as what takes its place. */
function missingFonts(names: readonly string[]): readonly string[] {
  const { document } = globalThis as unknown as DomPage; // this runs in a browser
  const widthIn = (font: string): number => {
    const probe = document.createElement('span');
    Object.assign(probe.style, { font: `72px ${font}`, position: 'absolute' });
    probe.append('Wide mmm iii 0123456789');
    document.body.append(probe);
    const { left, right } = probe.getBoundingClientRect();
    probe.remove();
    return right - left;
  };
  return names.filter((name) =>
    ['serif', 'cursive'].every((other) => widthIn(`'${name}', ${other}`) === widthIn(other)),
  );
}

/** Of one card, as PNG. */
export async function takePicture({ page }: Gallery, { content }: State, look: Look, path: string): Promise<void> {
  const args = [content, look.theme, look.width].map((value) => JSON.stringify(value)).join(', ');
  await page.evaluate(`document.body.replaceChildren(drawCard(${args}))`);
  await page.locator('.card').screenshot({ path });
}
