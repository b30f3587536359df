/**
 * Tells what there is to tell of a watch, and keeps how far it came. At its end the card first, then the mention, then it
 * is forgotten: a process that dies in between leaves all of it to the next one, so the mention comes once, and once more
 * at the most for each process that dies amid it.
 */

import { actionDigest } from '../bot/watching.ts';
import type { Portal } from '../cards/portal.ts';
import type { Clock } from '../clock.ts';
import { errorFields, type Log } from '../log.ts';
import type { Access } from '../policy/access.ts';
import type { Watch } from '../state/watch.ts';
import type { Looked, Watches } from '../state/watches.ts';
import { intervalMs } from './intervals.ts';
import { mayBeTold } from './may-be-told.ts';
import type { News } from './news.ts';
import { watchNumbers as numbers } from './numbers.ts';
import { refusedTelling, tellingOf, type Telling } from './telling.ts';
import { createWatchCard, type WatchCardOptions, type WatchWays } from './watch-card.ts';

export interface TellerOptions extends WatchCardOptions {
  readonly watches: Pick<Watches, 'hold' | 'beginMention' | 'giveBack' | 'end'>;
  readonly ways: WatchWays;
  readonly access: Access;
  readonly portal: Portal;
  readonly clock: Clock;
  readonly log: Log;
}

/** @param askedAt - when Defender was asked. Rejects when the state does not take it: the watch is then looked at again when its lease has run out. */
export type Tell = (watch: Watch, news: News, askedAt: number) => Promise<void>;

export function createTeller(options: TellerOptions): Tell {
  const { watches, ways, access, portal, clock, log } = options;
  const card = createWatchCard(options);

  async function giveBack(watch: Watch, news: News, looked: Partial<Looked> = {}): Promise<void> {
    const { messageId, shown, mentions } = watch;
    const { failures = 0 } = looked;
    const bornAt = 'action' in news ? news.action?.createdAt?.getTime() : undefined;
    const ageMs = clock.now() - (bornAt ?? watch.startedAt);
    const dueAt = clock.now() + intervalMs({ ageMs, failures });
    await watches.giveBack(watch, { messageId, shown, mentions, failures, dueAt, ...looked });
  }

  async function later(watch: Watch, news: News): Promise<void> {
    if (clock.now() > watch.endsAt + numbers.graceMs) return lost(watch, 'it could not be told for too long');
    await giveBack(watch, news, { failures: watch.failures + 1 });
  }

  async function lost(watch: Watch, why: string): Promise<void> {
    log.error({ why }, 'a watch ended without a last word');
    await watches.end(watch);
  }

  async function mention(watch: Watch, news: News, text: string): Promise<void> {
    if (watch.mentions >= numbers.maxMentions) return lost(watch, 'its last word was begun too often');
    if (!(await watches.beginMention(watch, clock.now() + numbers.leaseMs))) return;
    try {
      await ways.post(watch, { text, mentions: { id: watch.personId, name: watch.personName } });
    } catch (error) {
      if (ways.isWorthAnotherTry(error)) return later(watch, news);
      log.warn(errorFields(error), 'Teams did not say that it took the last word of a watch');
    }
    await watches.end(watch);
  }

  async function end(watch: Watch, news: News, telling: Telling): Promise<void> {
    const told = await card.tell(watch, telling);
    if (told === 'late') return;
    if (told === 'failed' && watch.failures < numbers.tries) return later(watch, news);
    log.info({ news: news.kind, told }, 'a watch ended');
    card.release(watch);
    if (told === 'closed' || telling.word === undefined) return watches.end(watch);
    await mention(watch, news, telling.word);
  }

  async function move(watch: Watch, news: Extract<News, { kind: 'moved' }>, telling: Telling): Promise<void> {
    const told = await card.tell(watch, telling);
    if (told === 'late') return;
    if (told === 'closed') return watches.end(watch);
    if (told === 'failed') return later(watch, news);
    log.info({ news: news.kind, told }, 'the card of a watch was edited');
    const messageId = told === 'gone' ? undefined : watch.messageId;
    await giveBack(watch, news, { messageId, shown: actionDigest(news.action) });
  }

  async function tell(watch: Watch, news: News, telling: Telling): Promise<void> {
    if (telling.isEnd) return end(watch, news, telling);
    if (news.kind === 'moved') await move(watch, news, telling);
  }

  return async (watch, news, askedAt) => {
    if (news.kind === 'unknown') return later(watch, news);
    const telling = tellingOf(watch, news, { now: new Date(clock.now()), asOf: new Date(askedAt), portal });
    if (telling === undefined) return giveBack(watch, news);
    const may = watch.isStopped ? 'yes' : await mayBeTold(watch, access);
    if (may === 'yes') return tell(watch, news, telling);
    const isRefused = may === 'no' && watch.failures >= numbers.tries - 1;
    return isRefused ? end(watch, news, refusedTelling) : later(watch, news);
  };
}
