import type { ResultOf } from '../../cards/action-facts.ts';
import { actionCard } from '../../cards/action.ts';
import { hasResult } from '../../cards/action-words.ts';
import { DefenderError } from '../../defender/errors.ts';
import type { LiveResponseCommand, MachineAction } from '../../defender/model.ts';
import { DownloadError } from '../../transcript/errors.ts';
import type { ResultRequest } from '../../transcript/results.ts';
import { actionId, commandIndex } from '../arg.ts';
import { defineCommand, type CardReply, type Context } from '../command.ts';
import { UsageError } from '../errors.ts';
import { reasonFor } from '../failure.ts';
import { readerOf } from '../reader.ts';
import { resultReply } from '../result-reply.ts';
import { settle, type Settled } from '../settle.ts';
import { view } from '../view.ts';

export const result = defineCommand({
  name: 'result',
  group: 'results',
  aliases: ['results', 'output'],
  summary: 'What a live response script printed on a device',
  examples: [
    'result 988cc94e-7a8f-4b28-ab65-54970c5d5018 0',
    'result 988cc94e-7a8f-4b28-ab65-54970c5d5018',
    'result 988cc94e-7a8f-4b28-ab65-54970c5d5018 0 grep access denied',
    'result 988cc94e-7a8f-4b28-ab65-54970c5d5018 0 iocs',
  ],
  evidence: true,
  listed: true,
  permissions: [
    {
      anyOf: ['Machine.Read.All', 'Machine.ReadWrite.All'],
      for: 'the state of an action and of its commands',
      required: 'orAnother',
    },
    {
      anyOf: ['Machine.ReadWrite.All'],
      for: 'the results themselves',
      required: 'orAnother',
      why: 'Defender gives results to no lesser permission; the bot only reads',
      app: 'result',
    },
  ],
  opensWithMore: 'action',
  refusals: {
    notFound: {
      heading: 'Defender knows no such action.',
      advice:
        'Check the id. Live response started in the portal is not in this API, and an action younger than two minutes may not show yet.',
      retry: true,
    },
    rejected: {
      heading: 'Defender has no result for that command yet.',
      advice: 'Ask again when the command has ended.',
      retry: true,
    },
  },
  timeoutMs: 10 * 60_000,
  args: {
    actionId: actionId('The live response action'),
    index: commandIndex('Which command, from 0; without it the only one that has a result, else all of them (all)'),
    view: view(
      'A part of it; grep finds text in any letter case, /a pattern/ between slashes; iocs lists hashes, addresses and other indicators',
    ),
  },
  async run({ actionId, index, view }, context) {
    const found = await settle(context.defender.machineAction(actionId, { signal: context.signal }));
    if (!found.ok && (index === undefined || index === 'all' || found.error.kind !== 'forbidden')) throw found.error;
    const chosen = choose(found.ok ? found.value : undefined, index);
    if (chosen.kind === 'overview') return overview(chosen.action, chosen.without, context);
    try {
      const of = { ...chosen, actionId, notes: notesOf(found, context.now()) };
      const errors = found.ok ? [] : [found.error];
      return await resultReply({ of, view, request: requestFor(of, context), errors }, context);
    } catch (error) {
      const { action, command } = chosen;
      if (action === undefined || command?.status !== 'Failed' || !isGone(error)) throw error;
      return overview(action, command, context); // it left nothing behind: the answer is why it failed
    }
  },
});

type Choice =
  | { readonly kind: 'overview'; readonly action: MachineAction; readonly without: LiveResponseCommand | undefined }
  | ({ readonly kind: 'result' } & Pick<ResultOf, 'index' | 'action' | 'command'>);

function choose(action: MachineAction | undefined, index: number | 'all' | undefined): Choice {
  if (action !== undefined && action.type !== 'LiveResponse') return { kind: 'overview', action, without: undefined };
  if (typeof index === 'number') {
    const command = action?.commands.find((one) => one.index === index);
    if (action !== undefined && command === undefined && action.commands.length > 0) throw outOfRange(action, index);
    if (action !== undefined && command !== undefined && !hasResult(command))
      return { kind: 'overview', action, without: command };
    return { kind: 'result', index, action, command };
  }
  if (action === undefined) throw new TypeError('Without an action there is nothing to choose from');
  const [only, ...others] = action.commands.filter(hasResult);
  if (index === 'all' || only === undefined || others.length > 0)
    return { kind: 'overview', action, without: undefined };
  return { kind: 'result', index: only.index, action, command: only };
}

function outOfRange({ id, commands }: MachineAction, index: number): UsageError {
  const there = commands.map((command) => command.index).join(', ');
  const has = commands.length === 1 ? 'only one command, index' : `${commands.length} commands, indexes`;
  return new UsageError(`There is no command ${index} in this action: it has ${has} ${there}.`, {
    title: 'Show them',
    data: { command: 'action', words: [id] },
  });
}

function overview(action: MachineAction, without: LiveResponseCommand | undefined, context: Context): CardReply {
  return {
    outcome: without === undefined && action.commands.some(hasResult) ? 'answered' : 'empty',
    subject: without === undefined ? `action ${action.id}` : subjectOf(action.id, without.index),
    about: { kind: 'action', id: action.id },
    card: actionCard({ action, without, reader: readerOf(context), portal: context.portal }),
  };
}

function requestFor(of: ResultOf, { defender, signal }: Context): ResultRequest {
  return {
    actionId: of.actionId,
    index: of.index,
    link: () => defender.liveResponseResult(of.actionId, of.index).catch((cause: unknown) => gone(cause, of)),
    expect: expected(of.command),
    signal,
  };
}

/** The action was found a moment ago: what is not there is its result. Throws. */
function gone(cause: unknown, { index, action, command }: ResultOf): never {
  if (!(cause instanceof DefenderError) || cause.kind !== 'notFound') throw cause;
  if (action !== undefined && command === undefined) {
    throw new UsageError(`Defender has no result under index ${index}, and does not list the commands of this action.`);
  }
  throw new DownloadError('gone', 'Defender has no result for that command', { cause });
}

function isGone(error: unknown): boolean {
  return error instanceof DownloadError && error.kind === 'gone';
}

function expected(command: LiveResponseCommand | undefined): ResultRequest['expect'] {
  if (command === undefined) return 'unknown';
  return command.type === 'GetFile' ? 'file' : 'transcript';
}

function notesOf(found: Settled<MachineAction>, now: Date): readonly string[] {
  return found.ok ? [] : [`State and commands of the action are missing: ${reasonFor(found.error, undefined, now)}`];
}

function subjectOf(actionId: string, index: number | undefined): string {
  return `result ${actionId} ${index ?? 'all'}`;
}
