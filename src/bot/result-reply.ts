/** A result as far as it is read → a reply, and what takes its place as more is read. */

import type { ResultOf } from '../cards/action-facts.ts';
import { collectedFileCard } from '../cards/collected-file.ts';
import { indicatorsCard } from '../cards/indicators.ts';
import { transcriptCard, type TranscriptView } from '../cards/transcript.ts';
import { DefenderError } from '../defender/errors.ts';
import { DownloadError } from '../transcript/errors.ts';
import type { CommandResult } from '../transcript/model.ts';
import type { ReadResult, ResultRequest } from '../transcript/results.ts';
import { SpoolError } from '../transcript/spool/errors.ts';
import type { SpooledText } from '../transcript/spool/transcript.ts';
import { errorTotals } from '../transcript/views/errors.ts';
import { head } from '../transcript/views/excerpt.ts';
import type { CardReply, Context } from './command.ts';
import { evidenceFacts } from './evidence-facts.ts';
import { reasonFor } from './failure.ts';
import { shownOutput } from './shown-output.ts';
import { readerOf } from './reader.ts';
import type { View } from './view.ts';

export interface ResultQuestion {
  readonly of: ResultOf;
  readonly view: View;
  readonly request: ResultRequest;
  /** Of the parts that are missing from the answer. */
  readonly errors: readonly DefenderError[];
}

/** What of the turn's context is needed for it. */
export type ResultContext = Pick<
  Context,
  'results' | 'grep' | 'indicators' | 'portal' | 'now' | 'asOf' | 'shownFor' | 'turnId' | 'signal'
>;

/** Of an output that is larger, the first lines are shown before the rest is read. */
const glanceBytes = 8 * 1024 * 1024;

export function resultReply(question: ResultQuestion, context: ResultContext): Promise<CardReply> {
  return asFarAs(glanceBytes, question, context);
}

async function asFarAs(bytes: number, question: ResultQuestion, context: ResultContext): Promise<CardReply> {
  return context.results(question.request, async (result) => {
    if (question.view.kind === 'indicators') await result.whole; // of a part, their number would say little
    await result.until(() => bytesOf(result) >= bytes);
    const isOver = result.output.soFar().isWhole && result.errors.soFar().isWhole;
    if (isOver) return whole(await result.whole, result, question, context);
    const view = await viewOf(undefined, result, question, context);
    return {
      ...replyOf(transcriptCard(view), undefined, question),
      later: (signal) =>
        later({ bytes: bytes * 2, last: view }, { ...question, request: { ...question.request, signal } }, context),
    };
  });
}

/** Each time twice as much is read, and at the end. */
async function* later(
  { bytes, last }: { readonly bytes: number; readonly last: TranscriptView },
  question: ResultQuestion,
  context: ResultContext,
): AsyncGenerator<CardReply> {
  try {
    const reply = await asFarAs(bytes, question, context);
    yield reply;
    if (reply.later !== undefined) yield* reply.later(question.request.signal);
  } catch (error) {
    if (![DownloadError, SpoolError, DefenderError].some((kind) => error instanceof kind)) throw error;
    const notes = [...last.of.notes, `Reading broke off: ${reasonFor(error, undefined, context.now())}`];
    const broken = { ...last, isBroken: true, of: { ...last.of, notes } };
    yield { ...replyOf(transcriptCard(broken), undefined, question), outcome: 'partial' };
  }
}

async function whole(
  found: CommandResult,
  result: ReadResult,
  question: ResultQuestion,
  context: ResultContext,
): Promise<CardReply> {
  const { of, view } = question;
  const reader = readerOf(context, question.errors);
  if (found.kind === 'transcript' && view.kind === 'indicators') {
    const { transcript } = found;
    const indicators = await context.indicators(result, question.request.signal);
    const card = indicatorsCard({
      ...{ of, transcript, found: indicators, page: view.page, reader, portal: context.portal },
    });
    return replyOf(card, found, question, indicators.indicators.length === 0);
  }
  if (found.kind === 'transcript') {
    const shown = await viewOf(found, result, question, context);
    return replyOf(transcriptCard(shown), found, question, isEmpty(shown));
  }
  return replyOf(collectedFileCard({ of, file: found.file, reader, portal: context.portal }), found, question);
}

async function viewOf(
  found: Extract<CommandResult, { readonly kind: 'transcript' }> | undefined,
  text: SpooledText,
  question: ResultQuestion,
  context: ResultContext,
): Promise<TranscriptView> {
  const { errorLines, recognised } = errorTotals(text);
  const one = { size: { maxRows: 1, maxUnits: 1, unitsOf: () => 1 } };
  return {
    of: question.of,
    transcript: found?.transcript,
    isBroken: false,
    totals: {
      lines: (await head(text, 1, one)).lines,
      errorLines: errorLines + recognised,
      bytesSoFar: bytesOf(text),
    },
    shown: await shownOutput(text, question.view, context),
    reader: readerOf(context, question.errors),
    portal: context.portal,
  };
}

/** No output, no error lines, no match. */
function isEmpty({ shown }: TranscriptView): boolean {
  return shown.blocks.every(({ rows }) => rows.length === 0);
}

function replyOf(
  card: CardReply['card'],
  found: CommandResult | undefined,
  { of, errors }: ResultQuestion,
  hasNothing = false,
): CardReply {
  return {
    card,
    subject: `result ${of.actionId} ${of.index}`,
    about: { kind: 'action', id: of.actionId },
    outcome: errors.length > 0 ? 'partial' : hasNothing ? 'empty' : 'answered',
    errors,
    evidence: evidenceFacts(of, found),
  };
}

function bytesOf({ output, errors }: SpooledText): number {
  return output.soFar().bytes + errors.soFar().bytes;
}
