/** The gallery as one page that needs nothing beside itself: the official renderer, the cards, and what draws them. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { GalleryContent, State } from './content.ts';
import { drawCard, fitted, markdown, showGallery } from './in-page.ts';
import { measureCard, measureCards } from './measure.ts';
import { hostConfigOf, themes, widths } from './themes.ts';
import { styles } from './styles.ts';

const renderer = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');

export function galleryPage(states: readonly State[]): string {
  const hostConfigs = { light: hostConfigOf('light'), dark: hostConfigOf('dark'), contrast: hostConfigOf('contrast') };
  const gallery: GalleryContent = {
    states,
    hostConfigs,
    themes,
    widths,
    first: { filter: '', theme: 'light', width: '320' },
  };
  const functions = [drawCard, fitted, markdown, showGallery, measureCard, measureCards];
  const select = (id: string, choices: readonly (string | number)[]): string =>
    `<label>${id} <select id="${id}">${[...choices, 'all'].map((one) => `<option>${one}</option>`).join('')}</select></label>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Every card in every state</title>
<style>${styles}</style>
<header><label>name <input id="filter"></label>${select('theme', themes)}${select('width', widths)}</header>
<main id="cards"></main>
<script>${inScript(readFileSync(renderer, 'utf8'))}</script>
<script>
var gallery = ${inScript(JSON.stringify(gallery))};
${functions.map((one) => inScript(one.toString())).join('\n')}
showGallery();
</script>
</html>
`;
}

/** No text in a script may end it. Source: html.spec.whatwg.org, section 4.12.1.3 */
function inScript(text: string): string {
  return text.replace(/<(?=!--|\/?script)/gi, '\\x3C');
}
