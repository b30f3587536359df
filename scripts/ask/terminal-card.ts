/** A card as text for a terminal: what a reader of the card sees, in its order, and what its buttons would ask. */

import { styleText } from 'node:util';
import type { CardContent } from '../../src/cards/render.ts';
import { isRecord } from '../../src/json.ts';

type Style = Parameters<typeof styleText>[0];

export interface Terminal {
  /** Nothing is said by colours alone. */
  readonly isColoured: boolean;
  /** Whether a command of this name makes sense away from its card. */
  readonly canAsk: (command: string) => boolean;
}

export function terminalCard({ body, actions }: CardContent, { isColoured, canAsk }: Terminal): string {
  const paint = (text: string, ...styles: readonly Style[]): string =>
    isColoured && styles.length > 0 ? styleText(styles.flat(), text, { validateStream: false }) : text;
  const lines = linesOf(body, paint);
  const next = [...new Set([...actionsIn(body), ...actionsIn(actions)].flatMap((action) => nextLine(action, canAsk)))];
  const rest = next.length === 0 ? [] : ['', paint('Next', 'bold'), ...next.map((line) => `  ${paint(line, 'dim')}`)];
  return [...lines, ...rest].join('\n');
}

/** What a terminal could act on is replaced; what only steers a client's line breaks is taken out. */
export function inert(text: string): string {
  return text
    .replaceAll('\u00A0', ' ')
    .replaceAll('\u200B', '')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}

/** What a terminal could act on is escaped, which means the same. */
export function inertJson(value: object): string {
  const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu, (found) =>
    found.split('').map(escaped).join(''),
  );
}

type Paint = (text: string, ...styles: readonly Style[]) => string;

function linesOf(value: unknown, paint: Paint): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => linesOf(one, paint));
  if (!isRecord(value)) return [];
  const { type, items, separator } = value;
  const lines = type === 'Container' ? boxed(linesOf(items, paint), value, paint) : textOf(value, paint);
  return separator === true && lines.length > 0 ? ['', ...lines] : lines;
}

/** The bar at its side says what belongs together; its colour, what Defender found. */
function boxed(lines: readonly string[], { style }: Record<string, unknown>, paint: Paint): readonly string[] {
  const bar = typeof style === 'string' ? bars[style] : undefined;
  return bar === undefined ? lines : lines.map((line) => `${paint('│', ...bar)} ${line}`);
}

const bars: Readonly<Record<string, readonly Style[]>> = {
  attention: ['red'],
  warning: ['yellow'],
  good: ['green'],
  accent: ['blue'],
  emphasis: ['dim'],
};

/** Nothing is tapped in a terminal: what a tap would ask stands at the end. */
const tapSign = ' ›';

function textOf(element: Record<string, unknown>, paint: Paint): readonly string[] {
  const { type, inlines } = element;
  if (type === 'TextBlock') return painted(element, paint).split('\n');
  if (type !== 'RichTextBlock' || !Array.isArray(inlines)) return [];
  const runs: readonly unknown[] = inlines;
  return runs
    .map((run) => (isRecord(run) && run['text'] !== tapSign ? painted(run, paint) : ''))
    .join('')
    .split('\n');
}

/** Line by line, so that no style reaches over the bar of the next. */
function painted({ text, weight, isSubtle, color }: Record<string, unknown>, paint: Paint): string {
  const styles: readonly Style[] = [
    ...(weight === 'Bolder' ? (['bold'] as const) : []),
    ...(isSubtle === true ? (['dim'] as const) : []),
    ...((typeof color === 'string' ? colours[color] : undefined) ?? []),
  ];
  const lines = inert(typeof text === 'string' ? text : '').split('\n');
  return lines.map((line) => (line === '' ? '' : paint(line, ...styles))).join('\n');
}

const colours: Readonly<Record<string, readonly Style[]>> = {
  Attention: ['red'],
  Warning: ['yellow'],
  Good: ['green'],
  Accent: ['blue'],
};

/** Each action, those of rows first. A form is the button that it ends with. */
function* actionsIn(value: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(value)) {
    for (const one of value) yield* actionsIn(one);
  } else if (isRecord(value)) {
    if (typeof value['type'] === 'string' && value['type'].startsWith('Action.')) yield value;
    for (const key of ['selectAction', 'items', 'body', 'actions', 'card']) yield* actionsIn(value[key]);
  }
}

/** What to type for it, or where it leads; none where it does nothing in a terminal. */
function nextLine({ title, url, data }: Record<string, unknown>, canAsk: Terminal['canAsk']): readonly string[] {
  const name = inert(typeof title === 'string' ? title : '');
  if (typeof url === 'string') return [inert(`${name}: ${url}`)];
  if (!isRecord(data) || data['personal'] === true) return [];
  const { command, words } = data;
  if (typeof command !== 'string' || !canAsk(command) || !Array.isArray(words)) return [];
  const asked = [command, ...(words as readonly unknown[]), ...(words.at(-1) === 'grep' ? ['TEXT'] : [])];
  return [inert(`${name}: ${asked.join(' ')}`)];
}
