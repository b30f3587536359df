/** What the questions are made of: one signed GET, or the pages of a collection. */

import type { CallOptions } from './call-options.ts';
import type { Endpoint } from './endpoints.ts';
import type { Limits } from './limits.ts';
import type { Listed } from './model.ts';
import { nextPage, type NextPage } from './next-link.ts';
import type { AskOptions, Recall, Recallable } from './recall.ts';
import type { Request } from './send.ts';
import type { Report } from './wire/fields.ts';
import { pageFrom, type ItemDecoder, type Page } from './wire/list.ts';

/** `question`: what it asks, where its path holds the time of asking. */
type Target = Partial<Pick<NextPage, 'origin'>> & Pick<Request, 'path' | 'question'>;

export interface Ask {
  /** The decoded body, never out of memory. @param target - a path below the API's root, or a page that was linked to. */
  readonly get: (endpoint: Endpoint, target: string | Target, call: AskOptions | undefined) => Promise<unknown>;
  readonly recall: Recall;
  /** With a deadline where none was named, so that the pages of a list share one. */
  begun(call: CallOptions | undefined): CallOptions;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly report: Report;
  /** Root of the API, without `/api`. */
  readonly apiUrl: string;
  readonly limits: Pick<Limits, 'maxPages' | 'maxItems' | 'maxItemsWithEvidence' | 'idsPerCall' | 'callsAtOnce'>;
}

interface AskedOne<T> extends Omit<Recallable<T>, 'question'> {
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly decode: (body: unknown, report: Report) => T;
}

/** One thing, or the DefenderError in its place. */
export function one<T>(ask: Ask, asked: AskedOne<T>, call: CallOptions | undefined): Promise<T> {
  const { endpoint, path, decode, ...about } = asked;
  return ask.recall({ question: path, ...about }, ask.begun(call), async (begun) =>
    decode(await ask.get(endpoint, path, begun), ask.report),
  );
}

interface Asked<T> {
  readonly endpoint: Endpoint;
  readonly path: string;
  /** What it is remembered as, where the path holds the time of asking. */
  readonly question?: string;
  readonly items: ItemDecoder<T>;
  /** The most that are wanted; what the path asks for may be more. */
  readonly top?: number;
  /** The path says `$top`: fewer than that is all there are. */
  readonly isTopSent?: boolean;
  /** Whether an error says that there are none: an answer like any other. */
  readonly meansNone?: (error: unknown) => boolean;
}

/** Page after page, as far as the bounds of pages and items go. A page that fails fails the list. */
export function list<T>(ask: Ask, asked: Asked<T>, call: CallOptions | undefined): Promise<Listed<T>> {
  return ask.recall({ question: asked.question ?? asked.path }, ask.begun(call), (begun) =>
    orNone(pages(ask, asked, begun), asked),
  );
}

const none: Listed<never> = { items: [], total: 0, isComplete: true, unreadable: 0 };

async function orNone<T>(found: Promise<Listed<T>>, { meansNone }: Pick<Asked<T>, 'meansNone'>): Promise<Listed<T>> {
  try {
    return await found;
  } catch (error) {
    if (meansNone?.(error) === true) return none;
    throw error;
  }
}

async function pages<T>(ask: Ask, asked: Asked<T>, begun: AskOptions): Promise<Listed<T>> {
  const { endpoint, items: decoder, top = ask.limits.maxItems, isTopSent = false } = asked;
  const items: T[] = [];
  let read = 0;
  let total: number | undefined;
  let target: Target | undefined = { path: asked.path, question: asked.question };
  let isEnd = false;
  for (let count = 0; target !== undefined && read < top && count < ask.limits.maxPages; count++) {
    const page: Page<T> = pageFrom(await ask.get(endpoint, target, begun), decoder, ask.report);
    items.push(...page.items);
    read += page.size;
    total ??= page.count;
    isEnd = !page.hasNext;
    target = page.nextLink === undefined ? undefined : nextPage(page.nextLink, ask.apiUrl);
    if (page.nextLink !== undefined && target === undefined) reportLink(ask.report, decoder.path);
  }
  const unreadable = read - items.length;
  const isWhole = isEnd && (total === undefined ? !isTopSent || read < top : read >= total);
  return { items: items.slice(0, top), total, isComplete: isWhole && unreadable === 0 && read <= top, unreadable };
}

function reportLink(report: Report, path: string): void {
  report({ path: `${path}.@odata.nextLink`, expected: 'link to a host of Defender', found: 'string' });
}
