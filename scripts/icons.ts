/** Draws the PNG icons of the Teams app from their SVG sources, in a browser: `node scripts/icons.ts`. */

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchBrowser, openPage } from '../test/support/browser.ts';
import { icons } from './app-icons.ts';

const folder = fileURLToPath(new URL('../appPackage/', import.meta.url));

const browser = await launchBrowser();
try {
  for (const { file, pixels } of icons) {
    const page = await openPage(browser, pixels);
    await page.setViewportSize({ width: pixels, height: pixels });
    const svg = await readFile(`${folder}${file.replace(/png$/, 'svg')}`, 'utf8');
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    await page.screenshot({ path: `${folder}${file}`, omitBackground: true });
    console.log(`${file}: ${pixels} × ${pixels}`);
  }
} finally {
  await browser.close();
}
