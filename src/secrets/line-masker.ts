/** Masks lines one after the other, each whole or, when it is very long, window by window. */

import { sequenceStarts, shownBytes, type Shown } from '../terminal-sequences.ts';
import { endOfToken, findSecrets, type KeyPart, type Secret } from './find-secrets.ts';
import type { Findings } from './findings.ts';
import { maskOf } from './mask.ts';
import { inOriginal, moved } from './original.ts';
import { createPrivateKey } from './private-key.ts';
import { nextAnchor, rulesOf } from './rule-scan.ts';
import { privateKeyRules } from './rules/private-keys.ts';

/** So much of a line is looked at at once. */
export const windowBytes = 65_536;
/** What begins in the last part of a window is left to the next one; a pattern needs less than this to tell a secret. */
const overlapBytes = 8_192;
/**
 * What is masked may have kept a terminal sequence from being one, which now hides what stood between two halves of another
 * secret: so a line with sequences is looked at again, so often.
 */
const maxRounds = 4;

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
  /** Of the block that is gone through: where the next of each beginning of a terminal sequence is. */
  const sequencesAt = sequenceStarts.map(() => 0);

  function nextSequence(block: Buffer, from: number, to: number): number {
    for (const [i, start] of sequenceStarts.entries())
      if (from === 0 || (sequencesAt[i] ?? 0) < from) sequencesAt[i] = positionOr(block.indexOf(start, from), to);
    return Math.min(to, ...sequencesAt);
  }

  function secretsIn(shown: Shown, bytes: Buffer): readonly Secret[] {
    const keyParts = isStart && key.isOpen() ? key.bodyOf(shown.text) : [];
    return inOriginal(shown, shownSecrets(shown, bytes, keyParts));
  }

  function shownSecrets({ text, count }: Shown, bytes: Buffer, keyParts: readonly KeyPart[]): readonly Secret[] {
    const candidates = rulesOf(count === 0 ? bytes : Buffer.from(text, 'latin1'));
    if (candidates.some((rule) => privateKeyRules.includes(rule))) key.look(text);
    return findSecrets(text, candidates, keyParts);
  }

  /** A masked line with terminal sequences, masked until nothing is left to mask; all of it, where there is no end of that. */
  function atRest(masked: Buffer, line: number): Buffer {
    let bytes = masked;
    for (let round = 0; round < maxRounds; round++) {
      const shown = shownBytes(bytes.toString('latin1'));
      const secrets = inOriginal(shown, shownSecrets(shown, bytes, []));
      if (secrets.length === 0) return bytes;
      const pieces: Uint8Array[] = [];
      let done = 0;
      for (const { start, end, mask, kind } of secrets) {
        pieces.push(bytes.subarray(done, start), Buffer.from(mask));
        findings.add(kind, line);
        done = end;
      }
      bytes = Buffer.concat([...pieces, bytes.subarray(done)]);
    }
    return Buffer.from(maskOf('secret', '', 'nothing'));
  }

  /** What is left to the next window is what begins in the overlap, and nothing that an earlier word tells. */
  function ofWindow(secrets: readonly Secret[], limit: number): readonly Secret[] {
    return secrets.slice(0, secrets.findLastIndex(({ from }) => from < limit) + 1);
  }

  return {
    next(block, from, to) {
      const sequenceAt = nextSequence(block, from, to);
      if (key.isOpen()) return from < to ? from : -1;
      const anchor = nextAnchor(block, from, sequenceAt);
      return anchor < 0 && sequenceAt < to ? sequenceAt : anchor;
    },
    mask(text, line, goesOn, pieces) {
      const view = text.toString('latin1');
      let done = isWithin ? endOfToken(view, 0) : 0;
      if (done < text.length) isWithin = false;
      const shown = shownBytes(view.slice(done));
      const limit = goesOn ? limitOf(text.length - overlapBytes, done, shown) : text.length;
      const masked: Uint8Array[] = [];
      for (const secret of ofWindow(secretsIn(shown, text.subarray(done)).map(moved(done)), limit)) {
        masked.push(text.subarray(done, secret.start), Buffer.from(secret.mask));
        if (!secret.isContinued) findings.add(secret.kind, line);
        done = secret.end;
        isWithin = goesOn && done === text.length;
      }
      const until = Math.max(done, limit);
      masked.push(text.subarray(done, until));
      const mayChange = masked.length > 1 && !goesOn && shown.count > 0;
      pieces.push(...(mayChange ? [atRest(Buffer.concat(masked), line)] : masked));
      isStart = !goesOn;
      if (!goesOn) isWithin = false;
      return until;
    },
  };
}

function positionOr(position: number, otherwise: number): number {
  return position < 0 ? otherwise : position;
}

/** Behind a sequence rather than in it: its second half would look like the beginning of a word. */
function limitOf(wanted: number, done: number, { at, before }: Shown): number {
  return Math.max(wanted, done + at(before(wanted - done)));
}
