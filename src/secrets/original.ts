/** From what is shown of a line back to the line: its terminal sequences stay where they are outside of secrets. */

import type { Shown } from '../terminal-sequences.ts';
import { findSecrets, type Secret } from './find-secrets.ts';
import { rulesOf } from './rule-scan.ts';

/** In order, never overlapping: what was found in what is shown, and what raw output shows within the sequences. */
export function inOriginal({ count, at, strings }: Shown, found: readonly Secret[]): readonly Secret[] {
  if (count === 0) return found;
  const seen = found.map((secret) => ({
    ...secret,
    ...{ from: at(secret.from), start: at(secret.start), end: at(secret.end - 1) + 1 },
  }));
  const hidden = strings.flatMap(({ text, from }) =>
    findSecrets(text, rulesOf(Buffer.from(text, 'latin1'))).map(moved(from)),
  );
  if (hidden.length === 0) return seen;
  let end = 0;
  return [...seen, ...hidden]
    .sort((a, b) => a.start - b.start)
    .filter((secret) => {
      const isApart = secret.start >= end; // a secret that goes on behind a sequence takes that with it
      if (isApart) ({ end } = secret);
      return isApart;
    });
}

export function moved(by: number): (secret: Secret) => Secret {
  return (secret) => ({ ...secret, from: secret.from + by, start: secret.start + by, end: secret.end + by });
}
