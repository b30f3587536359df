/**
 * Card template + view model → card.
 *
 * adaptivecards-templating 2.3.1 leaves `${x}` in the card when x is missing, writes `null` when x is null, and throws
 * when a null sits inside a longer text. So a model holds no null and no undefined, a template binds whole fields only,
 * and a missing field is an error here. What this cannot see (a missing path in `$when`), a test of all templates does.
 */

import { GlobalSettings, Template } from 'adaptivecards-templating';
import { withTitlesApart } from './row-title.ts';

GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
  throw new TypeError(`The card binds ${path}, which its model does not have`);
};

/** What a template may bind: text to show, a condition, rows, or the payload of a button. */
export type Field = string | boolean | readonly string[] | readonly Model[] | SubmitData;

export type Model = Readonly<Record<string, Field>>;

/** The id of the one input that a card may have: what is filled in follows the words of the button beside it. */
export const searchField = 'find';

/** A button is a command that the user did not have to type. */
export interface SubmitData {
  readonly command: string;
  readonly words: readonly string[];
  /** The answer goes to the presser's personal chat. */
  readonly personal?: boolean;
  /** Defender is asked, whatever is remembered. */
  readonly fresh?: boolean;
}

export interface Card {
  /** What a notification, a search result and a client without cards show. Our own words and checked tokens only. */
  readonly summary: string;
  readonly content: CardContent;
}

export interface CardContent {
  readonly type: 'AdaptiveCard';
  readonly [property: string]: unknown;
}

export function render(template: object, model: Model, summary: string): Card {
  const content = withTitlesApart(withoutNulls(parsed(template).expand({ $root: { ...model, summary } })));
  return { summary, content: content as CardContent }; // the template is an AdaptiveCard; so is what becomes of it
}

/** Parsing a template's expressions costs several times what filling it does, and gives the same each time. */
function parsed(template: object): Template {
  const known = templates.get(template) ?? new Template(template);
  templates.set(template, known);
  return known;
}

const templates = new WeakMap<object, Template>();

/** An object that its `$when` turned off leaves a null where it was a property, which no client has to take. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  );
}

/** Set above a card: what the bot did that was not asked for word by word. `note` is our own words and ids. */
export function withNote(card: Card, note: string): Card {
  const { body } = card.content;
  const inlines = [{ type: 'TextRun', text: note, isSubtle: true, size: 'Small' }];
  const line = { type: 'RichTextBlock', inlines };
  return { ...card, content: { ...card.content, body: [line, ...(Array.isArray(body) ? (body as unknown[]) : [])] } };
}
