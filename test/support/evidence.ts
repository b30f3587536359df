/** The memory of evidence without a database: the same promises, kept in a map. A method may be made to fail. */

import type { DueEvidence, Evidence, KnownEvidence, MessageAddress } from '../../src/state/evidence.ts';

type Row = DueEvidence & KnownEvidence & { readonly retryAt: number };

export function rememberedEvidence(): Evidence {
  const rows = new Map<string, Row>();
  const keyOf = ({ conversationId, messageId }: MessageAddress): string => JSON.stringify([conversationId, messageId]);
  const change = (at: MessageAddress, fields: (row: Row) => Partial<Row>): Promise<void> => {
    const row = rows.get(keyOf(at));
    if (row !== undefined) rows.set(keyOf(at), { ...row, ...fields(row) });
    return Promise.resolve();
  };
  return {
    remember(shown) {
      const { shownAt } = rows.get(keyOf(shown)) ?? shown;
      rows.set(keyOf(shown), { ...shown, shownAt, removed: undefined, retryAt: 0, failures: 0 });
      return Promise.resolve();
    },
    find: (at) => Promise.resolve(rows.get(keyOf(at))),
    setRemoved: (at, by, when) => change(at, () => ({ removed: { at: when, by } })),
    due: ({ shownBefore, now, max }) =>
      Promise.resolve(
        [...rows.values()]
          .filter((row) => row.removed === undefined && row.shownAt < shownBefore && row.retryAt <= now)
          .slice(0, max),
      ),
    postpone: (at, until) => change(at, ({ failures }) => ({ retryAt: until, failures: failures + 1 })),
    forget: (at) => Promise.resolve(void rows.delete(keyOf(at))),
    forgetOld(shownBefore) {
      for (const [key, { shownAt }] of rows) if (shownAt < shownBefore) rows.delete(key);
      return Promise.resolve();
    },
  };
}
