/** The operator's own links as they stand in the environment: `{"VirusTotal": "https://…/{sha256}"}`, checked whole at the start. */

import { placeholdersOn, type LinkedCard, type LinkTemplate, type Placeholder } from './cards/operator-links.ts';
import { shortName } from './cards/text.ts';
import { isRecord, parsedJson } from './json.ts';

/** For a card there is room for so many beside its own buttons, and it is to stay within what Teams takes. */
const limits = { perCard: 3, titleChars: 24, urlChars: 500 } as const;

const linkedCards = Object.keys(placeholdersOn) as LinkedCard[]; // of our own table
const placeholders: readonly Placeholder[] = [...new Set(linkedCards.flatMap((card) => placeholdersOn[card]))];

interface Read {
  readonly templates: readonly LinkTemplate[];
  /** Of all of them, each as a part of a sentence; a URL, which may hold a key, is in none. */
  readonly faults: readonly string[];
}

export function linkTemplatesIn(text: string): Read {
  const links = parsedJson(text);
  if (!isRecord(links))
    return wrong('must be a JSON object of titles and URLs, such as {"VirusTotal": "https://…/{sha256}"}');
  const most = limits.perCard * linkedCards.length;
  const entries = Object.entries(links);
  if (entries.length > most) return wrong(`has ${entries.length} links, at most ${most}`);
  const read = entries.map(([title, url], index) => linkIn(title, url, index + 1));
  const templates = read.flatMap(({ template }) => template ?? []);
  return { templates, faults: [...read.flatMap((one) => one.faults), ...together(templates)] };
}

function wrong(fault: string): Read {
  return { templates: [], faults: [fault] };
}

interface ReadLink {
  readonly template?: LinkTemplate;
  readonly faults: readonly string[];
}

function linkIn(name: string, url: unknown, place: number): ReadLink {
  const title = shortName(name);
  const called = title === '' ? `link ${place}` : title;
  const hasLetters = /[\p{L}\p{N}]/u.test(title);
  const faults = [
    ...(hasLetters ? [] : ['needs a title with letters']),
    ...(title.length > limits.titleChars ? [`has a title of more than ${limits.titleChars} characters`] : []),
    ...(typeof url === 'string' ? urlFaults(url) : ['is not a text']),
  ];
  if (faults.length > 0 || typeof url !== 'string') return { faults: faults.map((fault) => `${called} ${fault}`) };
  return { template: { title, url, placeholders: placeholdersIn(url) }, faults };
}

/** Of a host, a port and no user, in full: what is put in cannot lead to another host. */
const httpsOrigin = /^https:\/\/(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[\da-f:]+\])(?::\d{1,5})?(?=[/?#])/i;

function urlFaults(url: string): readonly string[] {
  if (url.length > limits.urlChars) return [`is longer than ${limits.urlChars} characters`];
  if (!/^[\x21-\x7E]*$/.test(url)) return ['has a space or a character that is not ASCII'];
  const unknown = unknownPlaceholders(url);
  const needs = placeholdersIn(url);
  return [
    ...(httpsOrigin.test(url) && URL.canParse(url) ? [] : ['must begin with https://, a whole host name and a slash']),
    ...(unknown.length === 0 ? [] : [`has ${unknown.join(' and ')}: there are ${placeholders.map(braced).join(', ')}`]),
    ...(needs.length === 0 && unknown.length === 0 ? ['has no placeholder, such as {sha256}'] : []),
    ...(needs.length === 0 || cardsFor(needs).length > 0
      ? []
      : [`is on no card: none knows ${needs.map(braced).join(' and ')} together`]),
  ];
}

/** `${sha256}` is as wrong as `{sha265}`. */
function unknownPlaceholders(url: string): readonly string[] {
  const known = placeholders.map(braced);
  const braces = url.match(/\$?\{\w{0,20}\}|[{}]/g) ?? [];
  return [...new Set(braces.filter((one) => !known.includes(one)))];
}

function placeholdersIn(url: string): readonly Placeholder[] {
  return placeholders.filter((name) => url.includes(braced(name)));
}

function braced(name: string): string {
  return `{${name}}`;
}

function cardsFor(needs: readonly Placeholder[]): readonly LinkedCard[] {
  return linkedCards.filter((card) => {
    const has: readonly Placeholder[] = placeholdersOn[card];
    return needs.every((name) => has.includes(name));
  });
}

/** What is wrong with them beside each other. */
function together(templates: readonly LinkTemplate[]): readonly string[] {
  const titles = templates.map(({ title }) => title);
  const twins = new Set(titles.filter((title, index) => titles.indexOf(title) !== index));
  return [
    ...[...twins].map((title) => `${title} is the title of more than one`),
    ...linkedCards.flatMap((card) => {
      const fit = templates.filter((template) => cardsFor(template.placeholders).includes(card)).length;
      return fit > limits.perCard
        ? [`has ${fit} links that fit the card of ${article[card]}, at most ${limits.perCard}`]
        : [];
    }),
  ];
}

const article: Readonly<Record<LinkedCard, string>> = { file: 'a file', device: 'a device', alert: 'an alert' };
