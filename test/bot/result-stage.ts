/** Bytes as the storage has them → the reply to whoever asks for them: the whole way, without Teams and Defender. */

import type { CardReply } from '../../src/bot/command.ts';
import { resultReply } from '../../src/bot/result-reply.ts';
import type { View } from '../../src/bot/view.ts';
import { createGrep } from '../../src/transcript/views/grep.ts';
import { createIndicatorSearch } from '../../src/transcript/views/indicators.ts';
import { now, portal, resultOf } from '../cards/views.ts';
import { spooledResults } from '../support/results.ts';
import { startStorage } from '../transcript/storage.ts';

export interface ResultStage {
  /** Each time another result. */
  reply(bytes: Uint8Array, view?: View): Promise<CardReply>;
  close(): Promise<void>;
}

export async function startResultStage(): Promise<ResultStage> {
  const storage = await startStorage();
  const spooled = await spooledResults(storage.options);
  const views = { grep: createGrep(), indicators: createIndicatorSearch() };
  let asked = 0;
  return {
    reply(bytes, view = { kind: 'overview' }) {
      const name = String(asked++);
      const { signal } = new AbortController();
      storage.http.expect('GET', storage.path(name), { body: Buffer.from(bytes) });
      const request = { actionId: name, index: 0, expect: 'transcript', signal } as const;
      return resultReply(
        { of: resultOf(), view, request: { ...request, link: () => Promise.resolve(storage.link(name)) }, errors: [] },
        {
          results: spooled.results,
          ...views,
          portal,
          now: () => now,
          asOf: () => now,
          shownFor: undefined,
          turnId: 't',
          signal,
        },
      );
    },
    async close() {
      await spooled.close();
      await storage.close();
    },
  };
}
