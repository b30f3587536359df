/**
 * `npm run gallery`: every card in every state on one page, gallery/index.html, and what is wrong with any of them in
 * any theme at any width. `-- --pictures NAME…` puts those whose name has one of these words in it beside it, as PNG.
 */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../test/support/browser.ts';
import { complaints } from '../test/gallery/complaints.ts';
import { openGallery, takePicture } from '../test/gallery/gallery.ts';
import { everyState } from '../test/gallery/states.ts';
import { themes, widths } from '../test/gallery/themes.ts';

const folder = fileURLToPath(new URL('../gallery/', import.meta.url));

const [flag, ...words] = process.argv.slice(2);
const states = await everyState();
const pictured = flag === '--pictures' ? states.filter(({ name }) => words.some((word) => name.includes(word))) : [];
const browser = await launchBrowser();
try {
  const path = join(folder, 'index.html');
  const gallery = await openGallery(browser, path, states);
  for (const theme of themes)
    for (const width of widths) {
      const found = await complaints(gallery, states, { theme, width });
      for (const complaint of found) console.error(complaint);
      if (found.length > 0) process.exitCode = 1;
      for (const state of pictured)
        await takePicture(gallery, state, { theme, width }, join(folder, `${state.name}-${theme}-${width}.png`));
    }
  console.log(`${states.length} cards: ${path}`);
} finally {
  await browser.close();
}
