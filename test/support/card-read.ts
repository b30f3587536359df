/** What a reader gets from a card, so that tests assert its meaning and not its layout. */

import { isRecord } from './shape.ts';

export interface ReadAction {
  readonly title: string;
  readonly data?: unknown;
  readonly url?: string;
  readonly mode?: string;
}

export interface ReadCard {
  /** In order, one per line of text; forms that a button opens come after what stands before them. */
  readonly lines: readonly string[];
  /** In order; a `selectAction` comes before what it wraps. */
  readonly actions: readonly ReadAction[];
}

/** As a phone shows it: without what only a wider client has room for. */
export function readCard(card: unknown): ReadCard {
  const parts = [...partsOf(card)].filter(({ targetWidth }) => targetWidth === undefined);
  return {
    lines: parts.flatMap((part) => linesOf(part)),
    actions: parts.filter((part) => isAction(part)).map((part) => actionOf(part)),
  };
}

/** A row is called by its first word too: `File` for `File kms.exe`. */
export function actionCalled(title: string, { actions }: Pick<ReadCard, 'actions'>): ReadAction | undefined {
  return (
    actions.find((action) => action.title === title) ?? actions.find((action) => action.title.startsWith(`${title} `))
  );
}

export type Part = Readonly<Record<string, unknown>>;

/** Every element and action, each before its children. */
export function* partsOf(value: unknown): Generator<Part> {
  if (Array.isArray(value)) {
    for (const entry of value) yield* partsOf(entry);
  } else if (isRecord(value)) {
    yield value;
    for (const key of ['selectAction', 'body', 'items', 'columns', 'inlines', 'actions', 'card'])
      yield* partsOf(value[key]);
  }
}

function linesOf(part: Part): readonly string[] {
  const { type, text, label, inlines } = part;
  if (type === 'TextBlock' && typeof text === 'string') return text.split('\n');
  if (type === 'Input.Text' && typeof label === 'string') return [label];
  if (type !== 'RichTextBlock' || !Array.isArray(inlines)) return [];
  const runs = inlines.map((run) => (isRecord(run) && typeof run['text'] === 'string' ? run['text'] : ''));
  return runs
    .filter((run) => run !== opens)
    .join('')
    .split('\n');
}

/** Behind the title of what a tap opens: a sign for the eye, no part of what is said. */
const opens = ' ›';

function isAction({ type }: Part): boolean {
  return typeof type === 'string' && type.startsWith('Action.');
}

function actionOf({ title, data, url, mode }: Part): ReadAction {
  return {
    title: typeof title === 'string' ? title : '',
    ...(data === undefined ? {} : { data }),
    ...(typeof url === 'string' ? { url } : {}),
    ...(typeof mode === 'string' ? { mode } : {}),
  };
}
