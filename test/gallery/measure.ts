/** What is seen of a drawn card, in numbers and words. Goes into the gallery's page as text, as in-page.ts does. */

import type { Box, DomElement, DomPage } from './dom.ts';
import { drawCard } from './in-page.ts';
import type { Theme } from './themes.ts';

/** Positions are from the card's own top left corner, in CSS pixels. */
export interface SeenCard {
  readonly name: string;
  /** Of the card; its right and bottom edge. */
  readonly box: Box;
  readonly texts: readonly SeenText[];
  /** Whatever can be pressed or filled in. */
  readonly controls: readonly { readonly name: string; readonly box: Box }[];
  /** Elements that say how a text is to be taken: links, images, emphasis, lists. */
  readonly markup: readonly string[];
  /** What has more in it than it shows. */
  readonly clipped: readonly string[];
}

export interface SeenText {
  readonly text: string;
  /** One a line. */
  readonly lines: readonly Box[];
  readonly fontSizePx: number;
  readonly isBold: boolean;
  readonly color: string;
  /** From the innermost outwards. */
  readonly grounds: readonly string[];
  /** What a person gets who selects the block that it stands in. */
  readonly selected: string;
}

export interface Look {
  readonly theme: Theme;
  readonly width: number;
}

/** Draws each card, looks at it, and takes it away again. */
export function measureCards(
  cards: readonly { readonly name: string; readonly content: object }[],
  { theme, width }: Look,
): readonly SeenCard[] {
  const { document } = globalThis as unknown as DomPage; // this runs in a browser
  return cards.map(({ name, content }) => {
    const drawn = drawCard(content, theme, width);
    document.body.replaceChildren(drawn);
    return measureCard(name, drawn);
  });
}

export function measureCard(name: string, card: DomElement): SeenCard {
  const page = globalThis as unknown as DomPage; // this runs in a browser
  const { document } = page;
  const origin = card.getBoundingClientRect();
  const boxed = ({ left, top, right, bottom }: Box): Box => ({
    left: left - origin.left,
    top: top - origin.top,
    right: right - origin.left,
    bottom: bottom - origin.top,
  });
  const linesOf = (rects: Iterable<Box>): readonly Box[] => {
    const lines: Box[] = [];
    for (const rect of [...rects].map(boxed).filter(({ left, right }) => right > left)) {
      const last = lines.at(-1);
      if (last === undefined || rect.top >= last.bottom - 2) lines.push(rect);
      else {
        const [left, right] = [Math.min(last.left, rect.left), Math.max(last.right, rect.right)];
        lines[lines.length - 1] = { ...last, left, right, bottom: Math.max(last.bottom, rect.bottom) };
      }
    }
    return lines;
  };
  const around = (element: DomElement | null): readonly DomElement[] => {
    const found: DomElement[] = [];
    for (let one = element; one !== null && one !== card; one = one.parentElement) found.push(one);
    return [...found, card];
  };
  const selectedIn = (elements: readonly DomElement[]): string => {
    const block = elements.find(({ classList }) => classList.contains('ac-textBlock')) ?? elements[0];
    const selection = page.getSelection();
    if (block !== undefined) selection.selectAllChildren(block);
    const text = selection.toString();
    selection.removeAllRanges();
    return text;
  };
  const nameOf = (element: DomElement): string => {
    const labels = (element.getAttribute('aria-labelledby') ?? '').split(' ').filter((id) => id !== '');
    const labelled = labels.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
    return (element.getAttribute('aria-label') ?? (labelled || element.textContent)).trim();
  };
  const texts: SeenText[] = [];
  const walker = document.createTreeWalker(card, 4); // texts
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const [text, lines] = [node.textContent ?? '', linesOf(range.getClientRects())];
    if (text.trim() === '' || lines.length === 0) continue;
    const elements = around(node.parentElement);
    const [style] = elements.map((element) => page.getComputedStyle(element));
    texts.push({
      ...{ text, lines, color: style?.color ?? '', fontSizePx: Number.parseFloat(style?.fontSize ?? '0') },
      isBold: Number(style?.fontWeight) >= 600,
      grounds: elements.map((element) => page.getComputedStyle(element).backgroundColor),
      selected: /[0-9a-f]{32}/i.test(text) ? selectedIn(elements) : text,
    });
  }
  const controls = [...card.querySelectorAll('button, [role=button], [role=link], input, textarea')].map((element) => ({
    name: nameOf(element),
    box: boxed(element.getBoundingClientRect()),
  }));
  const clipped = [...card.querySelectorAll('*')].filter((element) => {
    const style = page.getComputedStyle(element);
    const isWide = style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
    const isTall = style.overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1;
    return style.display !== 'inline' && (isWide || isTall);
  });
  return {
    ...{ name, box: boxed(origin), texts, controls },
    markup: [...card.querySelectorAll('a, img, em, strong, ul, ol, h1, h2, h3, iframe, script')].map(({ tagName }) =>
      tagName.toLowerCase(),
    ),
    clipped: clipped.map(({ className, textContent }) => `${className}: ${textContent.slice(0, 60)}`),
  };
}
