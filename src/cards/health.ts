/** How the bot is: itself, Defender as it was last met, the quota, and what the permissions allow. */

import { actions, refresh } from './buttons.ts';
import { footer, type Reader } from './footer.ts';
import { roleLines, type RolesView } from './health-roles.ts';
import template from './health.json' with { type: 'json' };
import { render, type Card } from './render.ts';
import { age, count, duration, joined, number, utcTime } from './units.ts';

export interface HealthView {
  readonly versions: { readonly bot: string; readonly node: string };
  readonly uptimeMs: number;
  readonly isStateOk: boolean;
  /** The last attempt at Defender; `undefined`: there was none since the start. */
  readonly lastCall: LastCall | undefined;
  readonly quotas: readonly EndpointView[];
  /** That questions are recorded in while the database is away; `undefined`: it is there. */
  readonly journal: JournalView | undefined;
  /** `undefined`: not for this reader. */
  readonly roles: RolesView | undefined;
  /** Whose access policy is in force; `undefined`: not for this reader, or nobody else's can be. */
  readonly policyFrom: 'file' | 'replica' | undefined;
  readonly reader: Reader;
}

export interface JournalView {
  readonly since: Date;
  /** Records; `undefined`: not for this reader. */
  readonly waiting: number | undefined;
}

export interface LastCall {
  /** HTTP status, or one word of ours for why there is none. */
  readonly outcome: number | string;
  readonly at: Date;
}

export interface EndpointView {
  /** Its template. */
  readonly endpoint: string;
  readonly quotas: readonly { readonly calls: number; readonly perMs: number; readonly left: number }[];
}

export function healthCard(view: HealthView): Card {
  const { reader, quotas, roles } = view;
  const { finding, isGood } = findingOf(view);
  const scarce = quotas.toSorted((one, other) => leftPart(one) - leftPart(other)).slice(0, maxQuotas);
  const others = quotas.length - scarce.length;
  return render(
    template,
    {
      finding,
      color: isGood ? 'Default' : 'Attention',
      facts: factsOf(view).map((text) => ({ text })),
      hasQuotas: quotas.length > 0,
      quotas: scarce.map((one) => ({
        endpoint: one.endpoint.replaceAll('/', '/\u200B'), // else a phone breaks it anywhere, or nowhere
        left: joined(one.quotas.map(leftOf)),
        color: one.quotas.some(({ left }) => left === 0) ? 'Attention' : 'Default',
      })),
      otherQuotas: others === 0 ? [] : [{ text: `and ${count(others, 'endpoint')} with more left` }],
      hasRoles: roles !== undefined,
      roles: roles === undefined ? [] : roleLines(roles),
      footer: footer(reader),
      ...actions({ primary: [refresh('health')] }),
    },
    finding,
  );
}

/** Those that run out first: the others have no say. */
const maxQuotas = 3;

/** Of the quota that is used most: 0 is all, 1 is none. */
function leftPart({ quotas }: EndpointView): number {
  return Math.min(1, ...quotas.map(({ left, calls }) => left / calls));
}

/** The worst first. */
function findingOf({ isStateOk, journal, lastCall }: HealthView): {
  readonly finding: string;
  readonly isGood: boolean;
} {
  if (!isStateOk) return { finding: 'My own memory does not answer', isGood: false };
  if (journal !== undefined) return { finding: 'My database is away; I answer, and keep a journal', isGood: false };
  if (lastCall === undefined) return { finding: 'I am up; Defender was not asked yet', isGood: true };
  if (typeof lastCall.outcome !== 'number') return { finding: 'Defender did not answer the last time', isGood: false };
  return lastCall.outcome === 401 || lastCall.outcome >= 500
    ? { finding: 'Defender could not answer the last time', isGood: false }
    : { finding: 'I am up, and Defender answers', isGood: true };
}

function factsOf(view: HealthView): readonly string[] {
  const { versions, uptimeMs, isStateOk, journal, lastCall, policyFrom, reader } = view;
  return [
    joined([`bot ${versions.bot}`, `Node ${versions.node}`, `up ${duration(uptimeMs)}`]),
    `own memory: ${isStateOk ? 'ok' : 'does not answer'}`,
    ...(journal === undefined ? [] : [journalFact(journal, reader.now)]),
    `Defender: ${lastCall === undefined ? 'not asked yet' : `${outcomeWords(lastCall)}, ${age(lastCall.at, reader.now)}`}`,
    ...(policyFrom === undefined ? [] : [`access policy: ${policyWords[policyFrom]}`]),
  ];
}

function journalFact({ since, waiting }: JournalView, now: Date): string {
  const records = waiting === undefined ? [] : [`${count(waiting, 'record')} to be told to the database`];
  return joined([`journal: in use since ${utcTime(since)} (${age(since, now)})`, ...records]);
}

const policyWords = { file: 'of my own file', replica: 'of another replica, newer than my file' } as const;

function outcomeWords({ outcome }: LastCall): string {
  return typeof outcome === 'number' ? `answered with status ${outcome}` : `no usable answer (${outcome})`;
}

function leftOf({ calls, perMs, left }: EndpointView['quotas'][number]): string {
  const unit = perMs === 60_000 ? 'a minute' : perMs === 3_600_000 ? 'an hour' : `in ${duration(perMs)}`;
  return `${number(left)} of ${number(calls)} ${unit}`;
}
