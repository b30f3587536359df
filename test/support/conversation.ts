/** A conversation with the bot without Teams: the whole turn on a real client against a real emulator, cards as they would go out. */

import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulator/emulator.ts';
import { fullApp, tenantId, type AppRegistration } from '../../emulator/identity.ts';
import type { Command } from '../../src/bot/command.ts';
import { commands } from '../../src/bot/commands/index.ts';
import type { Health } from '../../src/bot/health.ts';
import { createCommandLimits, type CommandLimits, type CommandQuotas } from '../../src/bot/limits.ts';
import type { Request } from '../../src/bot/incoming.ts';
import { createEvidenceCards } from '../../src/bot/evidence-cards.ts';
import { pressIn } from '../../src/bot/press.ts';
import { createShown } from '../../src/bot/shown.ts';
import { createTurn, type Turn } from '../../src/bot/turn.ts';
import { createOperatorLinks, type LinkTemplate } from '../../src/cards/operator-links.ts';
import { createMessageLinks } from '../../src/cards/message-links.ts';
import { createPortal } from '../../src/cards/portal.ts';
import { systemClock, type Clock } from '../../src/clock.ts';
import { createDefender, type Defender, type DefenderOptions } from '../../src/defender/client.ts';
import { createWatching } from '../../src/bot/watching.ts';
import type { Limits } from '../../src/defender/limits.ts';
import type { Caller } from '../../src/defender/send.ts';
import { createTokenSource } from '../../src/entra/create-token-source.ts';
import type { TokenSource } from '../../src/entra/token-source.ts';
import { createDispatcher } from '../../src/http.ts';
import type { AuditRecord } from '../../src/state/audit-record.ts';
import { openState, type State } from '../../src/state/state.ts';
import { createGrep } from '../../src/transcript/views/grep.ts';
import { createIndicatorSearch } from '../../src/transcript/views/indicators.ts';
import type { Access, Place } from '../../src/policy/access.ts';
import { channelPlace, openAccess, personalPlace } from './access.ts';
import { healthOf } from './health.ts';
import { actionCalled } from './card-read.ts';
import { read } from './read-sent.ts';
import { rememberedEvidence } from './evidence.ts';
import { keyPair } from './key-pair.ts';
import { spooledResults } from './results.ts';
import { createMessages, type Messages, type Sent } from './messages.ts';

export type { Sent } from './messages.ts';
export { lines, read, titles } from './read-sent.ts';

export interface Conversation {
  readonly emulator: Emulator;
  /** What stands in the conversation, in order. */
  readonly sent: readonly Sent[];
  /** Posts and edits in the order in which they went out. */
  readonly gone: readonly Sent[];
  /** What went to the personal chat of whoever asked, and was not asked for there. Its conversation is `a:personal`. */
  readonly personally: readonly Sent[];
  readonly logged: readonly string[];
  readonly subscriptions: State['subscriptions'];
  /** Ways back that fail with this from now on. */
  readonly failing: Messages['failing'];
  /** The audit trail, the oldest first. */
  recorded(): Promise<readonly AuditRecord[]>;
  watchedBy(by: string): ReturnType<State['watches']['ofPerson']>;
  /** Runs the turn; gives the message that was posted or edited last. */
  say(text: string, options?: AskedBy): Promise<Sent>;
  /** Presses a button of `on`, by default of the newest card. */
  press(title: string, options?: AskedBy & { readonly on?: Sent | undefined }): Promise<Sent>;
  pressData(value: unknown, cardId?: string, options?: AskedBy): Promise<Sent>;
  /** Somebody takes a message away. */
  vanish(one: Sent): void;
  /** The audit trail takes nothing any more. */
  unrecorded(): void;
  /** Another process takes over: what was only in memory is forgotten. */
  restart(): void;
  close(): Promise<void>;
}

export interface AskedBy {
  readonly by?: string;
  /** A room is a channel, where no other place is given. */
  readonly isRoom?: boolean;
  readonly place?: Place;
  /** The conversation's id. */
  readonly in?: string;
}

export interface ConversationOptions {
  readonly access?: Access;
  /** Whether personal chats can be opened. */
  readonly hasPersonalChats?: boolean;
  readonly app?: AppRegistration;
  /** A second registration, for results. */
  readonly resultApp?: AppRegistration;
  readonly health?: Partial<Health>;
  /** How many commands are taken; without it as many as come. */
  readonly quotas?: CommandQuotas;
  readonly mostWatches?: { readonly perPerson: number; readonly perRoom: number };
  /** What the token is asked for; by default Defender. */
  readonly scope?: string;
  readonly clock?: Clock;
  readonly downloadHosts?: readonly string[];
  /** In place of the audit trail's own. */
  readonly append?: State['audit']['append'];
  readonly commands?: readonly Command[];
  readonly linkTemplates?: readonly LinkTemplate[];
  readonly limits?: Partial<Limits>;
  readonly emulator?: EmulatorOptions;
  /** Changes what Defender's answers are read as. */
  readonly through?: (defender: Defender) => Defender;
  /** Hears of each attempt at Defender. */
  readonly onAttempt?: DefenderOptions['onAttempt'];
  /** What survives a restart. */
  readonly evidence?: State['evidence'];
  readonly evidenceTtlMs?: number;
}

const me = 'alex';
const noLimits: CommandLimits = { ofPerson: () => undefined, ofRoom: () => undefined };

/** Every card that goes out is checked on its way: a turn that sends a bad one fails. */
export async function startConversation(options: ConversationOptions = {}): Promise<Conversation> {
  const { app = fullApp, clock = systemClock, mostWatches: most = { perPerson: 20, perRoom: 50 } } = options;
  const { through = (defender: Defender): Defender => defender } = options;
  const emulator = await startEmulator({ keyPair: await keyPair(), ...options.emulator });
  const state = await openState({ file: ':memory:' });
  const dispatcher = createDispatcher({ httpsProxy: undefined, noProxy: undefined });
  const logged: string[] = [];
  const note = (fields: object, text: string): void => void logged.push(JSON.stringify({ ...fields, text }));
  const log = { info: note, warn: note, error: note };
  const evidence = options.evidence ?? rememberedEvidence();
  let append: State['audit']['append'] = options.append ?? ((record) => state.audit.append(record));
  const tokenOf = ({ clientId, clientSecret = '' }: AppRegistration): TokenSource =>
    createTokenSource({
      tokenUrl: `${emulator.url}/${tenantId}/oauth2/v2.0/token`,
      tenantId,
      clientId,
      scope: options.scope ?? 'https://api.securitycenter.microsoft.com/.default',
      credential: { kind: 'secret', secret: clientSecret },
      dispatcher,
      clock,
    });
  const defender = createDefender({
    apiUrl: emulator.url,
    token: tokenOf(app),
    resultToken: options.resultApp === undefined ? undefined : tokenOf(options.resultApp),
    dispatcher,
    clock,
    random: () => 0,
    report: (mismatch) => note(mismatch, 'mismatch'),
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.onAttempt === undefined ? {} : { onAttempt: options.onAttempt }),
  });
  const hosts = options.downloadHosts ?? [new URL(emulator.url).host];
  const spooled = await spooledResults({ dispatcher, clock, hosts });
  const shared = {
    commands: options.commands ?? commands,
    services: {
      defender: (caller: Caller) => through(defender.as(caller)),
      health: healthOf({ quotaLeft: () => defender.quotaLeft(), ...options.health }),
      results: spooled.results,
      grep: createGrep(),
      indicators: createIndicatorSearch(),
      messageLinks: createMessageLinks('teams.microsoft.com', tenantId),
      portal: createPortal('https://security.microsoft.com', tenantId),
      operatorLinks: createOperatorLinks(options.linkTemplates ?? []),
      audit: state.audit,
      onIt: state.onIt(tenantId),
      subscriptions: state.subscriptions,
      shiftMs: 9 * 3_600_000,
      watching: createWatching({ watches: state.watches, hours: 72, most, clock }),
    },
    access: options.access ?? openAccess,
    limits: options.quotas === undefined ? noLimits : createCommandLimits(options.quotas, clock),
    audit: { append: (record: AuditRecord) => append(record) },
    context: state.context,
    clock,
    activities: { workingId: () => Promise.resolve(undefined), setWorkingId: () => Promise.resolve() },
    slowReplyMs: 3_000,
    commandTimeoutMs: 60_000,
    log,
  };
  function newTurn(): Turn {
    const shown = createShown(clock);
    const cards = createEvidenceCards({ evidence, shown, ttlMs: options.evidenceTtlMs, clock, log });
    return createTurn({ ...shared, shown, cards });
  }
  let turn = newTurn();

  const messages = createMessages({ hasPersonalChats: options.hasPersonalChats ?? true });
  const { sent, personally, gone, failing } = messages;
  let activities = 0;

  async function run(
    request: Request,
    { by = me, isRoom = false, place, in: conversationId = 'c1' }: AskedBy,
  ): Promise<Sent> {
    const before = gone.length;
    activities += 1;
    const person = { id: `29:${by}`, objectId: undefined, name: by === me ? 'Alex Wilber' : by };
    const where = place ?? (isRoom ? channelPlace : personalPlace);
    await turn(
      {
        conversationId,
        activityId: `a${activities}`,
        person,
        isRoom: where.kind !== 'personal',
        place: where,
        request,
      },
      messages.out(conversationId),
    );
    const answer = gone.slice(before).at(-1);
    if (answer === undefined) throw new Error('The turn sent nothing');
    return answer;
  }

  return {
    emulator,
    subscriptions: state.subscriptions,
    sent,
    gone,
    personally,
    logged,
    failing,
    recorded: async () => (await state.audit.page({ most: 1_000 })).map(({ record }) => record).reverse(),
    watchedBy: (by) => state.watches.ofPerson(`29:${by}`),
    say: (text, about = {}) => run({ kind: 'typed', text }, about),
    async press(title, { on = sent.at(-1), ...about } = {}) {
      const action = on === undefined ? undefined : actionCalled(title, read(on));
      if (on === undefined || action === undefined) throw new Error(`There is no button ${title}`);
      return run({ kind: 'pressed', press: pressIn(action.data), cardId: on.id }, about);
    },
    pressData: (value, cardId, about = {}) => run({ kind: 'pressed', press: pressIn(value), cardId }, about),
    vanish: ({ id }) => messages.vanish(id),
    unrecorded() {
      append = () => Promise.reject(new RangeError('disk full'));
    },
    restart() {
      turn = newTurn();
    },
    async close() {
      await state.close();
      await spooled.close();
      await dispatcher.close();
      await emulator.close();
    },
  };
}
