/** Which parts of a line are secrets, and what is to stand in their place. */

import { maskOf, masksIn } from './mask.ts';
import type { Rule } from './rule.ts';
import { privateKeyRules } from './rules/private-keys.ts';
import { rules } from './rules/rules.ts';

export interface Secret {
  /** Where what told it begins: a name, an option; at most `start`. */
  readonly from: number;
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
  readonly kind: string;
  readonly mask: string;
  /** A further line of a secret that was counted where it began. */
  readonly isContinued: boolean;
}

/** Of the body of a private key. */
export type KeyPart = Pick<Secret, 'start' | 'end' | 'isContinued'>;

interface Match extends KeyPart {
  readonly rule: Rule;
  readonly from: number;
}

/** A pattern's repeats have bounds: what is longer than the bound of a value goes on to the next space or quote. */
const longChars = 1_000;
const restOfToken = /^(?:\w|-(?=\w))*/;
const delimiter = /[ \t\r\n"'<]/;

/**
 * In order, never overlapping. What stands within a mask is none: masking twice changes nothing.
 * @param line - one character for each byte of UTF-8, so that a position is a position in the bytes.
 * @param keyParts - of the line, when it stands within a private key.
 */
export function findSecrets(
  line: string,
  candidates: readonly Rule[],
  keyParts: readonly KeyPart[] = [],
): readonly Secret[] {
  const ofKey = privateKeyRules.flatMap((rule) => keyParts.map((part) => ({ rule, from: 0, ...part })));
  const matches = [...candidates.flatMap((rule) => matchesOf(rule, line)), ...ofKey];
  if (matches.length === 0) return [];
  const masks = masksIn(line);
  return merged(matches.filter(({ start, end }) => !masks.some((mask) => start < mask.end && mask.start < end))).map(
    ({ rule, from, start, end, isContinued, isWhole }) => ({
      ...{ from, start, end, kind: rule.kind, isContinued },
      mask: maskOf(rule.kind, line.slice(start, end), isWhole ? rule.shown : 'nothing'),
    }),
  );
}

function matchesOf(rule: Rule, line: string): readonly Match[] {
  if (rule.after === undefined) return matchesFrom(rule, line, 0);
  const contexts = [...line.matchAll(new RegExp(rule.after, `${rule.after.flags}g`))];
  const behind = rule.pattern.source.startsWith('^') ? contexts : contexts.slice(0, 1); // the others find all there is
  return behind.flatMap(({ index, 0: { length } }) => matchesFrom(rule, line, index + length, index));
}

/** @param from - where what stands before it begins; `undefined`: nothing does. */
function matchesFrom(rule: Rule, line: string, offset: number, from?: number): readonly Match[] {
  const text = line.slice(offset);
  return [...text.matchAll(rule.pattern)].flatMap((match) => {
    const [start, end] = match.indices?.groups?.['secret'] ?? [0, 0];
    if (end === start || rule.isSecret?.(text.slice(start, end)) === false) return [];
    return [
      {
        rule,
        from: from ?? Math.min(match.index, start),
        start: offset + start,
        end: endOfValue(line, offset + start, offset + end),
        isContinued: false,
      },
    ];
  });
}

/** The whole of it, where a pattern was content with less. */
export function endOfValue(line: string, start: number, bounded: number): number {
  const end = bounded + (restOfToken.exec(line.slice(bounded))?.[0].length ?? 0);
  return end - start < longChars ? end : endOfToken(line, end);
}

export function endOfToken(line: string, from: number): number {
  let end = from;
  while (end < line.length && !delimiter.test(line.charAt(end))) end += 1;
  return end;
}

/** What overlaps is one secret, named by the earliest rule; its ends are shown where that rule found all of it. */
function merged(matches: readonly Match[]): readonly (Match & { readonly isWhole: boolean })[] {
  const inOrder = matches.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const secrets: (Match & { readonly isWhole: boolean })[] = [];
  for (const match of inOrder) {
    const last = secrets.at(-1);
    if (last === undefined || match.start >= last.end) {
      secrets.push({ ...match, isWhole: true });
      continue;
    }
    const named = rules.indexOf(match.rule) < rules.indexOf(last.rule) ? match : last;
    const end = Math.max(last.end, match.end);
    secrets[secrets.length - 1] = {
      rule: named.rule,
      from: Math.min(last.from, match.from),
      ...{ start: last.start, end, isContinued: named.isContinued },
      isWhole: named.start === last.start && named.end === end,
    };
  }
  return secrets;
}
