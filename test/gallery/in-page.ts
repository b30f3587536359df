/**
 * What runs inside the gallery's page: these functions go there as text, under their names, so each holds all that it
 * needs but the others of this file and the page's own `gallery`.
 */

import type { DomElement, DomPage } from './dom.ts';
import type { GalleryContent } from './content.ts';
import type { Theme, Width } from './themes.ts';

/** A card as a client of this width draws it. */
export function drawCard(content: object, theme: Theme, width: number): DomElement {
  const page = globalThis as unknown as DomPage & { readonly gallery: GalleryContent }; // this runs in a browser
  const { document, AdaptiveCards, gallery } = page;
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown(text);
    result.didProcess = true;
  };
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(gallery.hostConfigs[theme]);
  card.parse(fitted(content, width));
  const frame = document.createElement('div');
  frame.className = 'card';
  frame.dataset['theme'] = theme;
  frame.style['width'] = `${width}px`;
  frame.append(card.render());
  return frame;
}

/**
 * The elements that a client of this width shows; the official renderer knows no `targetWidth`.
 * Limits as in Teams' client for developers (m365agentsplayground 0.2.28), whose card has no more room than its width.
 */
export function fitted(value: object, width: number): object {
  const names = ['verynarrow', 'narrow', 'standard', 'wide'];
  const own = [216, 345, 500].filter((limit) => width > limit).length;
  const shows = (item: unknown): boolean => {
    if (typeof item !== 'object' || item === null || !('targetWidth' in item)) return true;
    const [first = '', second] = String(item.targetWidth).toLowerCase().split(':');
    const asked = names.indexOf(second ?? first);
    if (second === undefined) return own === asked;
    return first === 'atleast' ? own >= asked : own <= asked;
  };
  const inner = (item: unknown): unknown => (typeof item === 'object' && item !== null ? fitted(item, width) : item);
  if (Array.isArray(value)) return value.filter(shows).map(inner);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inner(item)]));
}

/**
 * As much of Markdown as a text block knows in Teams: bold, italic, lists, links.
 * Source: learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */
export function markdown(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  const inline = (line: string): string =>
    line
      .replace(/[&<>"]/g, (char) => entities[char] ?? '')
      .replace(/!\[([^\]]*)\]\(([^)\s]+)\)/g, '<img alt="$1">')
      .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, '<a href="$2">$1</a>')
      .replace(/\*\*(\S(?:.*?\S)?)\*\*/g, '<strong>$1</strong>')
      .replace(/(?<![\w*])[*_](\S(?:.*?\S)?)[*_](?![\w*])/g, '<em>$1</em>');
  const block = (lines: string): string => {
    const item = /^\s*(?:([-*+])|\d+[.)])\s+(.*)$/s.exec(lines);
    if (item === null) return `<p>${inline(lines)}</p>`;
    const list = item[1] === undefined ? 'ol' : 'ul';
    return `<${list}><li>${inline(item[2] ?? '')}</li></${list}>`;
  };
  return text.split('\n\n').map(block).join('');
}

/** The page itself: what is asked for in its address, and in the fields at its head. */
export function showGallery(): void {
  const page = globalThis as unknown as DomPage & { readonly gallery: GalleryContent }; // this runs in a browser
  const { document, gallery, location, history } = page;
  const asked = new URLSearchParams(location.search);
  const field = (id: string): DomElement => {
    const found = document.getElementById(id);
    if (found === null) throw new Error(`The page has no ${id}`);
    return found;
  };
  const choices = ['filter', 'theme', 'width'] as const;
  for (const id of choices) field(id).value = asked.get(id) ?? gallery.first[id];
  const draw = (target: DomElement): void => {
    const card = gallery.states.find(({ name }) => name === target.dataset['name']);
    const { theme, width } = target.dataset;
    // written below, from the lists that the types are made of
    if (card !== undefined) target.append(drawCard(card.content, theme as Theme, Number(width)));
  };
  const observer = new page.IntersectionObserver(
    (entries) => {
      for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
        observer.unobserve(target);
        draw(target);
      }
    },
    { rootMargin: '1500px' },
  );
  const article = (name: string, themes: readonly Theme[], widths: readonly Width[]): DomElement => {
    const whole = document.createElement('article');
    const title = document.createElement('h2');
    const link = document.createElement('a');
    whole.id = name;
    link.href = `#${name}`;
    link.append(name);
    title.append(link);
    whole.append(title);
    for (const theme of themes)
      for (const width of widths) {
        const place = document.createElement('div');
        place.className = 'place';
        Object.assign(place.dataset, { name, theme, width });
        whole.append(place);
        observer.observe(place);
      }
    return whole;
  };
  const show = (): void => {
    const [filter, theme, width] = choices.map((id) => field(id).value);
    const names = gallery.states.map(({ name }) => name).filter((name) => name.includes(filter?.toLowerCase() ?? ''));
    const themes = gallery.themes.filter((one) => theme === 'all' || theme === one);
    const widths = gallery.widths.filter((one) => width === 'all' || width === String(one));
    field('cards').replaceChildren(...names.map((name) => article(name, themes, widths)));
    const query = choices.map((id) => `${id}=${encodeURIComponent(field(id).value)}`).join('&');
    history.replaceState(null, '', `?${query}${location.hash}`);
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  };
  for (const id of choices) field(id).oninput = show;
  show();
}
