/** Which alerts somebody wants, said in any order: `high new laptop-042 unassigned 20`. */

import { isIP } from 'node:net';
import type { Arg } from './arg.ts';
import { quoted, UsageError } from './errors.ts';
import { idIn, idInPortalUrl } from './id.ts';

export interface AlertWords {
  /** As Defender spells them. */
  readonly severities: readonly string[];
  readonly statuses: readonly string[];
  /** A device's name, id or IP, as it was typed. */
  readonly device: string | undefined;
  readonly assigned: 'mine' | 'unassigned' | { readonly upn: string } | undefined;
  /** Of alerts; `undefined`: nothing was said. */
  readonly count: number | undefined;
  /** All of it, to ask the same again. */
  readonly words: readonly string[];
}

/** Source: learn.microsoft.com/defender-endpoint/api/alerts */
const severities = new Map([
  ['high', 'High'],
  ['medium', 'Medium'],
  ['low', 'Low'],
  ['informational', 'Informational'],
  ['info', 'Informational'],
]);
const statuses = new Map([
  ['new', ['New']],
  ['inprogress', ['InProgress']],
  ['in-progress', ['InProgress']],
  ['resolved', ['Resolved']],
  ['open', ['New', 'InProgress']],
]);
const assignments = new Map([
  ['mine', 'mine'],
  ['unassigned', 'unassigned'],
] as const);

const maxCount = 200;

export function alertWords(help: string): Arg<AlertWords> {
  return {
    label: '[severity] [status] [device] [mine|unassigned] [count]',
    help,
    wants: ['device', 'sha1-or-device'],
    take(words) {
      const end = words.findIndex((word) => word.toLowerCase() === 'page');
      const own = end === -1 ? words : words.slice(0, end);
      return { value: own.reduce(withWord, { ...nothing, words: own }), rest: words.slice(own.length) };
    },
  };
}

const nothing: AlertWords = {
  severities: [],
  statuses: [],
  device: undefined,
  assigned: undefined,
  count: undefined,
  words: [],
};

function withWord(said: AlertWords, word: string): AlertWords {
  const small = word.toLowerCase();
  const severity = severities.get(small);
  if (severity !== undefined) return { ...said, severities: distinct([...said.severities, severity]) };
  const status = statuses.get(small);
  if (status !== undefined) return { ...said, statuses: distinct([...said.statuses, ...status]) };
  const assigned = assignedIn(word);
  if (assigned !== undefined) return { ...said, assigned: once(said.assigned, assigned, 'Whose alerts?') };
  if (/^\d{1,6}$/.test(word)) return { ...said, count: once(said.count, countIn(word), 'How many?') };
  return { ...said, device: once(said.device, deviceIn(word), 'One device at a time.') };
}

function assignedIn(word: string): AlertWords['assigned'] {
  const isAddress = /^[^\s@]{1,128}@[\w.-]{1,120}$/.test(word);
  return isAddress ? { upn: word } : [...assignments].find(([one]) => one === word.toLowerCase())?.[1];
}

function countIn(word: string): number {
  const count = Number(word);
  if (count < 1 || count > maxCount)
    throw new UsageError(`${quoted(word)} is not a number of alerts: from 1 to ${maxCount}.`);
  return count;
}

/** Names of the DNS and of NetBIOS, addresses, and ids. */
function deviceIn(word: string): string {
  const found = idIn(word) ?? idInPortalUrl(word);
  if (found?.kind === 'device' || found?.kind === 'sha1-or-device') return found.id;
  if (found === undefined && (isIP(word) !== 0 || /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,254}$/u.test(word))) return word;
  throw new UsageError(`${quoted(word)} is neither a severity nor a status nor a device. ${known}`);
}

/** For whoever typed something else. */
export const known =
  'I know high, medium, low, informational; new, inprogress, resolved, open; mine, unassigned or an address; a device’s name, id or IP; a number.';

function once<T>(said: T | undefined, now: T, refusal: string): T {
  if (said === undefined || said === now) return now;
  throw new UsageError(`${refusal} There are two in what you asked for. ${known}`);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
