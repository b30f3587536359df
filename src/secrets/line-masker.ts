/** Masks lines one after the other, each whole or, when it is very long, window by window. */

import { endOfToken, findSecrets, type Secret } from './find-secrets.ts';
import type { Findings } from './findings.ts';
import { createLiteralScan } from './literal-scan.ts';
import { createPrivateKey } from './private-key.ts';
import type { Rule } from './rule.ts';
import { privateKeyRules } from './rules/private-keys.ts';
import { rules } from './rules/rules.ts';
import { withoutSequences } from './terminal-sequences.ts';

/** So much of a line is looked at at once. */
export const windowBytes = 65_536;
/** What begins in the last part of a window is left to the next one; a pattern needs less than this to tell a secret. */
const overlapBytes = 8_192;

const escape = 0x1b;
const anchors = rules.flatMap((rule) => rule.anchors.map((anchor) => ({ anchor, rule })));
const scan = createLiteralScan(anchors.map(({ anchor }) => anchor));

export interface LineMasker {
  /**
   * Where the next line begins to be worth a look in `[from, to)`; -1: nowhere. Within a key it is every line. Each block is
   * gone through from its beginning.
   */
  readonly next: (block: Buffer, from: number, to: number) => number;
  /**
   * Masks the whole of a line, or what it can of a window of one, into `pieces`. Gives the bytes that are done with: all,
   * unless the line goes on.
   */
  readonly mask: (text: Buffer, line: number, goesOn: boolean, pieces: Uint8Array[]) => number;
}

export function createLineMasker(findings: Findings): LineMasker {
  const key = createPrivateKey();
  /** A secret reached the end of the last window: what follows up to a delimiter is still it. */
  let isWithin = false;
  let isStart = true;
  /** Of the block that is gone through: where its next terminal sequence begins. */
  let sequenceAt = 0;

  function rulesOf(text: Buffer): readonly Rule[] {
    return [...new Set([...scan.all(text)].flatMap((place) => anchors[place]?.rule ?? []))];
  }

  function secretsIn(line: string, bytes: Buffer): readonly Secret[] {
    const { text, at } = withoutSequences(line);
    const candidates = rulesOf(text === line ? bytes : Buffer.from(text, 'latin1'));
    const keyParts = isStart && key.isOpen() ? key.bodyOf(text) : [];
    if (candidates.some((rule) => privateKeyRules.includes(rule))) key.look(text);
    const found = findSecrets(text, candidates, keyParts);
    if (text === line) return found;
    return found.map(({ from, start, end, ...rest }) => ({
      ...rest,
      ...{ from: at(from), start: at(start), end: at(end - 1) + 1 },
    }));
  }

  /** What is left to the next window is what begins in the overlap, and nothing that an earlier word tells. */
  function ofWindow(secrets: readonly Secret[], limit: number): readonly Secret[] {
    return secrets.slice(0, secrets.findLastIndex(({ from }) => from < limit) + 1);
  }

  return {
    next(block, from, to) {
      if (from === 0 || sequenceAt < from) sequenceAt = positionOr(block.indexOf(escape, from), to);
      if (key.isOpen()) return from < to ? from : -1;
      const anchor = scan.next(block, from, sequenceAt);
      return anchor < 0 && sequenceAt < to ? sequenceAt : anchor;
    },
    mask(text, line, goesOn, pieces) {
      const view = text.toString('latin1');
      const limit = goesOn ? text.length - overlapBytes : text.length;
      let done = isWithin ? endOfToken(view, 0) : 0;
      if (done < text.length) isWithin = false;
      const secrets = secretsIn(view.slice(done), text.subarray(done)).map(moved(done));
      for (const secret of ofWindow(secrets, limit)) {
        pieces.push(text.subarray(done, secret.start), Buffer.from(secret.mask));
        if (!secret.isContinued) findings.add(secret.kind, line);
        done = secret.end;
        isWithin = goesOn && done === text.length;
      }
      const until = Math.max(done, limit);
      pieces.push(text.subarray(done, until));
      isStart = !goesOn;
      if (!goesOn) isWithin = false;
      return until;
    },
  };
}

function positionOr(position: number, otherwise: number): number {
  return position < 0 ? otherwise : position;
}

function moved(by: number): (secret: Secret) => Secret {
  return (secret) => ({ ...secret, from: secret.from + by, start: secret.start + by, end: secret.end + by });
}
