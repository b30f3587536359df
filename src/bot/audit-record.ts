/** What of a turn is kept in the audit trail. */

import { DefenderError } from '../defender/errors.ts';
import { recordOf } from '../json.ts';
import { maskText } from '../secrets/mask-text.ts';
import type { AuditRecord } from '../state/audit-record.ts';
import { outcomeOf, type Attempt, type Question } from './attempt.ts';
import { GivenUpError, NotAllowedError, TooManyError } from './errors.ts';
import { idIn, idInPortalUrl, mayBeAlertId } from './id.ts';
import type { Incoming } from './incoming.ts';
import { isPersonal } from './withheld.ts';
import { maxTextChars, wordsIn } from './words.ts';

export interface TurnFacts {
  readonly turnId: string;
  readonly incoming: Incoming;
  readonly question: Question;
  readonly attempted: Attempt;
  readonly at: number;
  readonly durationMs: number;
  readonly calls: number;
}

export function auditRecord(facts: TurnFacts): AuditRecord {
  const { incoming, question, attempted, turnId, at, durationMs, calls } = facts;
  const { person, place, conversationId, request } = incoming;
  const error = 'error' in attempted ? attempted.error : undefined;
  const parts = 'reply' in attempted && 'errors' in attempted.reply ? (attempted.reply.errors ?? []) : [];
  return {
    ...{ at, turnId, durationMs, calls },
    who: { objectId: person.objectId?.toLowerCase(), teamsId: person.id, name: person.name },
    where: {
      ...{ kind: place.kind, roomId: place.roomId, conversationId, isPersonal: isPersonal(incoming) },
      messageId: request.kind === 'typed' ? incoming.activityId : request.cardId,
    },
    request: request.kind,
    command: question.invocation?.command.name,
    ids: idsOf(facts),
    access: accessOf(question, error),
    outcome: outcomeOf(attempted),
    why: error === undefined ? undefined : whyOf(error),
    finding: findingOf(facts),
    correlationIds: [...new Set([error, ...parts].flatMap(correlationIdIn))],
  };
}

function accessOf({ invocation }: Question, error: unknown): AuditRecord['access'] {
  if (invocation === undefined || error instanceof TooManyError || error instanceof GivenUpError) return 'notAsked';
  return error instanceof NotAllowedError ? 'refused' : 'allowed';
}

/** Class and kind or reason, words of our own: never a message, which may be anybody's. */
function whyOf(error: unknown): string {
  const { name, kind, reason, whose } = recordOf(error);
  const words = [name, kind ?? reason ?? whose].filter(
    (word) => typeof word === 'string' && /^[A-Za-z]{1,40}$/.test(word),
  );
  return words.length === 0 ? 'unknown' : words.join(' ');
}

/**
 * What a notification says of the answer. Where Defender did not confirm it, it may quote what was typed, and people
 * paste secrets: then none is kept.
 */
function findingOf({ incoming, question, attempted }: TurnFacts): string | undefined {
  if ('error' in attempted || !('card' in attempted.reply) || question.invocation?.command.group === 'bot')
    return undefined;
  const { outcome, card } = attempted.reply;
  const said = card.summary.toLowerCase();
  const free = wordsOf(incoming, question).filter((word) => formalId(word).length === 0);
  const isQuoted = free.some((word) => word.length >= minQuotedChars && said.includes(word.toLowerCase()));
  return outcome !== 'answered' && isQuoted ? undefined : maskText(card.summary).text;
}

/** Shorter words are no secrets, and stand in many sentences. */
const minQuotedChars = 4;

/** What Defender gives for one may be any text: kept is what has the form. */
function correlationIdIn(error: unknown): readonly string[] {
  const id = error instanceof DefenderError ? error.correlationId : undefined;
  return id !== undefined && idIn(id)?.kind === 'action' ? [id.toLowerCase()] : [];
}

/** On one record. */
const maxIds = 20;

/**
 * By their form. An alert's id may have a form that nobody knows, which a secret may have too: it is one where Defender
 * knew it, and where it is the only one, also if a part of its answer failed.
 */
function idsOf({ incoming, question, attempted }: TurnFacts): readonly string[] {
  const words = wordsOf(incoming, question);
  const formal = words.flatMap(formalId);
  const odd = words.filter((word) => formalId(word).length === 0 && mayBeAlertId(word));
  const outcome = outcomeOf(attempted);
  const isKnown = outcome === 'answered' || outcome === 'empty' || (outcome === 'partial' && odd.length === 1);
  const wanted = Object.values(question.invocation?.command.args ?? {}).flatMap(({ wants = [] }) => wants);
  const known = wanted.includes('alert') && isKnown && (outcome !== 'partial' || formal.length === 0) ? odd : [];
  const incidents = wanted.includes('incident') && (isKnown || outcome === 'partial') ? incidentNumber(words) : [];
  return [...new Set([...formal, ...known, ...incidents])].slice(0, maxIds);
}

/** A number is an incident where a command takes it for one: first of its words, or after the word for it. */
function incidentNumber([first = '', second = '']: readonly string[]): readonly string[] {
  const word = first.toLowerCase() === 'incident' ? second : first;
  return /^#?\d{1,15}$/.test(word) ? [word.replace('#', '')] : [];
}

function wordsOf({ request }: Incoming, { invocation }: Question): readonly string[] {
  if (invocation !== undefined) return invocation.words;
  if (request.kind === 'pressed') return request.press?.words ?? [];
  return request.text.length > maxTextChars ? [] : wordsIn(request.text);
}

function formalId(word: string): readonly string[] {
  const own = idIn(word);
  if (own !== undefined) return [own.id];
  const linked = idInPortalUrl(word);
  return linked !== undefined && (linked.kind !== 'alert' || idIn(linked.id) !== undefined) ? [linked.id] : [];
}
