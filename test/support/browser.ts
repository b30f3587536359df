/** Debian's Chromium, driven by playwright-core, which brings no browser of its own. */

import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

/** The two widths that cards are looked at in, in CSS pixels: a phone in portrait, a desktop client. */
export const widths = { phone: 390, desktop: 1280 } as const;

/** What would otherwise reach for the network or a display by itself. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser with a profile that is new and goes away with it. */
export async function launchBrowser(executablePath = chromiumPath()): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(`There is no Chromium at ${executablePath}: apt-get install chromium, or set CHROMIUM_PATH`);
  }
  return chromium.launch({ executablePath, args: [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] });
}

/** Tall enough for the tallest card: a picture holds what the client shows, and it shows no more than fits. */
const height = 3_000;

/** A page that reaches this machine only, whatever it asks for. */
export async function openPage(browser: Browser, width: number = widths.desktop): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height }, locale: 'en-US', timezoneId: 'UTC' });
  page.setDefaultTimeout(15_000);
  await page.route(
    (url) => url.protocol.startsWith('http') && !isLoopback(url.hostname),
    (route) => route.abort(),
  );
  return page;
}

function isLoopback(hostname: string): boolean {
  return hostname === '127.0.0.1' || hostname === 'localhost' || hostname === '[::1]';
}

function chromiumPath(): string {
  return process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
}
