/** What Defender says about an alert beyond its state: threat, techniques, classification, times, comments. Fit for TextRuns. */

import type { Alert } from '../defender/model.ts';
import { account } from '../triage/account.ts';
import { nameText, sentenceText } from './text.ts';
import { ageOrDate, count, joined, number, utcMoment } from './units.ts';

/** Of an alert; more were never seen. */
const maxTechniques = 12;
const maxComments = 2;

export interface AlertDetails {
  readonly facts: readonly string[];
  /** Empty: Defender has none. */
  readonly description: string;
}

export function alertDetails(alert: Alert, now: Date): AlertDetails {
  return {
    facts: [
      threat(alert),
      techniques(alert),
      classification(alert),
      times(alert, now),
      user(alert),
      ...comments(alert, now),
    ].filter((line) => line !== ''),
    description: alert.description === undefined ? '' : sentenceText(alert.description),
  };
}

function threat({ threatName, threatFamilyName, category, detectionSource }: Alert): string {
  const threat = threatName ?? threatFamilyName;
  return joined([
    threat === undefined ? undefined : `threat ${nameText(threat)}`,
    category === undefined ? undefined : `category ${nameText(category)}`,
    detectionSource === undefined ? undefined : `found by ${nameText(detectionSource)}`,
  ]);
}

function techniques({ mitreTechniques }: Alert): string {
  if (mitreTechniques.length === 0) return '';
  const left = mitreTechniques.length - maxTechniques;
  const more = left > 0 ? ` and ${number(left)} more` : '';
  return `MITRE ${mitreTechniques.slice(0, maxTechniques).map(nameText).join(', ')}${more}`;
}

function classification({ classification, determination, investigationState }: Alert): string {
  const said = [classification, determination].filter((part) => part !== undefined).map(nameText);
  return joined([
    said.length === 0 ? 'not classified' : `classified ${said.join(', ')}`,
    investigationState === undefined ? undefined : `investigation ${nameText(investigationState)}`,
  ]);
}

function times({ firstEventAt, lastEventAt, updatedAt, resolvedAt }: Alert, now: Date): string {
  const at = (word: string, time: Date | undefined): string | undefined =>
    time === undefined ? undefined : `${word} ${moment(time, now)}`;
  const isOneMoment = firstEventAt?.getTime() === lastEventAt?.getTime();
  return joined([
    at(isOneMoment ? 'event' : 'first event', firstEventAt),
    isOneMoment ? undefined : at('last event', lastEventAt),
    resolvedAt === undefined ? at('updated', updatedAt) : at('resolved', resolvedAt),
  ]);
}

function user({ relatedUser }: Alert): string {
  const name = account(relatedUser?.domainName, relatedUser?.userName);
  return name === undefined ? '' : `user ${nameText(name)}`;
}

/** With its age, as long as somebody counts the days. */
function moment(time: Date, now: Date): string {
  const [at, since] = [utcMoment(time, now), ageOrDate(time, now)];
  return at.startsWith(since) ? at : `${at} (${since})`;
}

/** The newest ones. */
function comments({ comments: all }: Alert, now: Date): readonly string[] {
  const newest = all
    .filter(({ comment }) => comment !== undefined)
    .toSorted((one, other) => (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0));
  const left = newest.length - maxComments;
  return [
    ...newest.slice(0, maxComments).map(({ comment = '', createdBy, createdAt }) => {
      const by = createdBy === undefined ? '' : ` by ${nameText(createdBy)}`;
      const when = createdAt === undefined ? '' : `, ${ageOrDate(createdAt, now)}`;
      return `comment${by}${when}: “${sentenceText(comment)}”`;
    }),
    ...(left > 0 ? [count(left, 'earlier comment')] : []),
  ];
}
