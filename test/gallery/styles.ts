/** What Teams adds to the official renderer's own styles, and the looks of the page around the cards. */

import { fonts } from './themes.ts';

/**
 * Rich text breaks anywhere and keeps its spaces, buttons wrap: seen in Teams' client for developers, and missing in the
 * plain renderer, where a SHA-256 makes a card of 320 px 566 px wide.
 */
const ofTeams = `
.card .ac-richTextBlock { white-space: pre-wrap; overflow-wrap: anywhere; }
.card .ac-textBlock { overflow-wrap: anywhere; }
.card .ac-textBlock p { margin: 0; }
.card .ac-actionSet > div > div, .card .ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
.card .ac-selectable { cursor: pointer; }
.card .ac-pushButton {
  font: 600 14px '${fonts.text}', sans-serif; color: inherit; background: transparent;
  border: 1px solid #b3b0ad; border-radius: 4px; min-height: 32px; padding: 5px 12px; max-width: 100%;
}
.card .ac-input { font: 14px '${fonts.text}', sans-serif; width: 100%; padding: 6px 8px; border: 1px solid #b3b0ad; border-radius: 4px; }
.card { border-radius: 6px; overflow: hidden; box-shadow: 0 0 0 1px #e1dfdd; }
.card[data-theme=light] { color: #252424; background: #ffffff; }
.card[data-theme=dark] { color: #ffffff; background: #2d2c2c; }
.card[data-theme=contrast] { color: #ffffff; background: #000000; box-shadow: 0 0 0 1px #ffffff; }
.card[data-theme=contrast] .ac-pushButton { border-color: #ffffff; }
`;

const ofPage = `
* { box-sizing: border-box; }
body { margin: 0; font: 14px '${fonts.text}', sans-serif; background: #f5f5f5; color: #252424; }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 12px; padding: 12px 24px; background: #ffffff; border-bottom: 1px solid #e1dfdd; }
main { padding: 0 24px 80px; }
article { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; padding-top: 16px; scroll-margin-top: 48px; }
article h2 { flex: 0 0 100%; margin: 0; font-size: 14px; }
.place { min-height: 60px; min-width: 60px; }
`;

export const styles = `${ofPage}${ofTeams}`;
