/** Which records of the audit trail are meant: words → filter, and back. */

import type { AuditFilter } from '../state/audit.ts';
import type { Arg } from './arg.ts';
import { quoted, UsageError } from './errors.ts';
import { idIn, idInPortalUrl, mayBeAlertId } from './id.ts';

export interface AuditChoice {
  /** `undefined`: all. */
  readonly filter: AuditFilter | undefined;
  /** The newest of them at the most. */
  readonly most: number;
  /** As in "of Alex", "about …"; empty: all. May quote what was typed. */
  readonly words: string;
  /** What was typed for it. */
  readonly typed: readonly string[];
}

/** The buttons of the card repeat it. */
const maxNameChars = 100;
const mostOfAll = 1_000_000;

/** Nothing, `n`, `user <object id or name>`, or an id. */
export function auditChoice(help: string): Arg<AuditChoice> {
  return {
    label: '[n | user <id or name> | <alertId> | <actionId>]',
    help,
    take(words) {
      const end = words.findIndex(isPaging);
      const typed = end === -1 ? words : words.slice(0, end);
      return { value: { ...choiceOf(typed), typed }, rest: words.slice(typed.length) };
    },
  };
}

/** From the number that is said down to the oldest. */
export function fromRecord(help: string): Arg<number | undefined> {
  return {
    label: '[from N]',
    help,
    take(words) {
      const [word, n, ...rest] = words;
      if (word?.toLowerCase() !== 'from') return { value: undefined, rest: words };
      return { value: Number(n), rest }; // the choice before it left it because a number follows
    },
  };
}

/** `from 12`, `page 2`: in a name they stand alone. */
function isPaging(word: string, at: number, words: readonly string[]): boolean {
  return /^(from|page)$/i.test(word) && /^\d{1,15}$/.test(words[at + 1] ?? '');
}

function choiceOf(typed: readonly string[]): Omit<AuditChoice, 'typed'> {
  const [first, ...rest] = typed;
  if (first === undefined) return { filter: undefined, most: mostOfAll, words: '' };
  if (first.toLowerCase() === 'user') return { most: mostOfAll, ...ofUser(rest) };
  if (rest.length > 0) throw new UsageError(`One thing at a time: ${quoted(rest.join(' '))} is too much.`);
  if (/^[1-9]\d{0,3}$/.test(first)) return { filter: undefined, most: Number(first), words: '' };
  const id = idIn(first)?.id ?? idInPortalUrl(first)?.id ?? (mayBeAlertId(first) ? first : undefined);
  if (id !== undefined) return { filter: { id }, most: mostOfAll, words: `about ${id}` };
  throw new UsageError(`${quoted(first)} is neither a number nor an id. For a person: audit user and their name.`);
}

function ofUser(words: readonly string[]): Pick<AuditChoice, 'filter' | 'words'> {
  const [first] = words;
  if (words.join(' ').length > maxNameChars) throw new UsageError('That is too long to be a name.');
  if (first === undefined) throw new UsageError('Which user? Give the Entra object id, or a part of the name.');
  const id = words.length === 1 ? idIn(first) : undefined;
  if (id?.kind === 'action') return { filter: { objectId: id.id }, words: `by ${id.id}` }; // a GUID, as actions have
  return { filter: { nameWords: words }, words: `by ${quoted(words.join(' '))}` };
}
