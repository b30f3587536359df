/** The whole bot put together: configuration → ways out → Defender → turns → adapter → endpoint → server. */

import { createAccessControl } from './access.ts';
import { Bot, answered, closingOf } from './bot/bot.ts';
import { commands } from './bot/commands/index.ts';
import { createEvidenceCards, type EvidenceCards } from './bot/evidence-cards.ts';
import { createEvidenceSweep, type EvidenceSweep } from './bot/evidence-sweep.ts';
import { createCommandLimits, createSharedLimits, type CommandLimits } from './bot/limits.ts';
import { messageActivity } from './bot/message-activity.ts';
import { createGivenUp } from './bot/given-up.ts';
import { createShown, type Shown } from './bot/shown.ts';
import { createTurn, type Turn, type TurnOptions } from './bot/turn.ts';
import type { Clock } from './clock.ts';
import { numbers, type BotConfig, type Config } from './config.ts';
import { createTokenSource } from './entra/create-token-source.ts';
import { feedOf } from './feeds.ts';
import { createDispatcher } from './http.ts';
import { recordOf } from './json.ts';
import type { DetailedLog } from './log.ts';
import type { Access } from './policy/access.ts';
import { createServer } from './server.ts';
import { createServices } from './services.ts';
import { createAuditHeads } from './state/audit-heads.ts';
import { createRunOnce } from './state/run-once.ts';
import type { State } from './state/state.ts';
import { readActivity, type IncomingActivity } from './teams/activity.ts';
import { createTeamsAdapter } from './teams/adapter.ts';
import { createConnector, type Connector, type ConnectorOptions, type LookUps } from './teams/connector.ts';
import { createMessagesEndpoint } from './teams/endpoint.ts';
import { localGate, teamsGate, type Gate } from './teams/gate.ts';
import { loopbackServiceUrl, serviceUrlAmong } from './teams/service-url.ts';
import { createPersonalChats, type PersonalChats } from './teams/personal-chat.ts';
import { createTokenVerifier } from './teams/token.ts';
import { late, within } from './teams/within.ts';
import { noTelemetry, type Telemetry } from './telemetry/telemetry.ts';
import { watcherOf } from './watches.ts';

export interface App {
  /** Rejects when the port is taken. */
  start(): Promise<{ readonly port: number }>;
  /**
   * For `leadMs` it says that it is not ready and goes on taking messages, so that whoever sends them can look
   * elsewhere; then it takes no more and finishes what it began. False: some of it was not done in time.
   */
  stop(times: { readonly leadMs: number; readonly deadlineMs: number }): Promise<boolean>;
  /** Reads the access policy again. */
  reload(): void;
}

/** What the whole bot shares. */
interface Ways {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly log: DetailedLog;
  /** Whoever opened it closes it. */
  readonly state: State;
  /** The bot stops it, at its own end. */
  readonly telemetry?: Telemetry;
}

/** Part of the deadline: the turns are done by then, and their last answers need only to leave. */
const closeGraceMs = 500;

export function createApp(config: Config, ways: Ways): App {
  const { clock, log, state, telemetry = noTelemetry } = ways;
  const { onSend, onSendWait, onRefused } = telemetry;
  const dispatcher = createDispatcher(config.proxy);
  const memory = memoryOf(config, ways);
  const onGone = (conversationId: string): void => memory.shown.forget(conversationId);
  const { gate, connector, personalChats, appId } = createEdge(config.bot, {
    ...ways,
    dispatcher,
    onGone,
    onSend,
    onSendWait,
    sharedQuotas: state.sharedQuotas,
  });
  const adapter = createTeamsAdapter({ appId, connector, clock });
  const access = createAccessControl(config, { lookUps: connector, policyBoard: state.policyBoard, clock, log });
  const { services, rights, close: closeServices } = createServices(config, { ...ways, dispatcher, telemetry, access });
  const { sensitivityLabelId } = config.evidence;
  const bot = new Bot({
    turn: turnOf(config, { ...ways, ...memory, access, services }),
    giveUp: createGivenUp({ commands, activities: state.activities, audit: state.audit, ...memory, clock, log }),
    async openPersonalChat({ serviceUrl, ...people }) {
      const conversationId = await personalChats.open({ serviceUrl, ...people });
      const there = { serviceUrl, conversationId };
      return {
        conversationId,
        send: (activity) => connector.send(there, activity),
        update: (activityId, activity) => connector.update({ ...there, activityId }, activity),
        delete: (activityId) => connector.delete({ ...there, activityId }),
      };
    },
    sensitivityLabelId,
    clock,
    log,
  });
  const sweep = sweepOf(config, connector, { ...ways, ...memory });
  const feed = feedOf(config.bot, { ...ways, connector, services, access });
  const watcher = watcherOf({ ...ways, ...memory, connector, services, access });
  const once = createRunOnce<IncomingActivity, typeof answered | undefined>({
    activities: state.activities,
    run: (activity) => adapter.run(activity, (context) => bot.run(context)),
    giveUp: (activity) => adapter.run(activity, (context) => bot.giveUp(context)),
    refuse: (activity, error) => adapter.run(activity, (context) => bot.refuse(context, error)),
    repeated: answered,
    revive: (json) => readActivity(recordOf(json)),
    forget: (now) => state.context.forget(now),
    clock,
    log,
  });
  const endpoint = createMessagesEndpoint({
    gate,
    run: (activity, taken) => once.run(activity, taken),
    closing: closingOf,
    onRefused,
    clock,
    log,
  });
  const heads = createAuditHeads({ audit: state.audit, clock, log });
  const stopping = new AbortController();
  let isStopping = false;
  const server = createServer({
    messages: endpoint.handle,
    isReady: async () => !isStopping && (await state.isReady()),
    onRefused,
    clock,
    log,
  });
  return {
    async start() {
      await access.start();
      const listening = await server.listen(config.listen);
      await heads.start();
      await once.start();
      sweep.start();
      feed.start();
      watcher.start();
      void access.watch(stopping.signal);
      void rights.watch(stopping.signal);
      return listening;
    },
    async stop({ leadMs, deadlineMs }) {
      isStopping = true;
      stopping.abort();
      await clock.sleep(leadMs);
      const turnsMs = deadlineMs - leadMs - closeGraceMs - telemetry.stopMs;
      const leftOver = Promise.all([once.stop(), sweep.stop(), feed.stop(), watcher.stop()]);
      const [isDone, stopped] = await Promise.all([endpoint.drain(turnsMs), within(clock, turnsMs, leftOver)]);
      await server.close(closeGraceMs);
      await closeServices();
      await heads.stop();
      await telemetry.stop();
      return isDone && stopped !== late;
    },
    reload: () => access.reload(),
  };
}

interface Edge {
  readonly gate: Gate;
  readonly connector: Connector & LookUps;
  readonly personalChats: PersonalChats;
  readonly appId: string;
}

function createEdge(
  bot: BotConfig,
  ways: Ways & Pick<ConnectorOptions, 'dispatcher' | 'onGone' | 'onSend' | 'onSendWait' | 'sharedQuotas'>,
): Edge {
  if (bot.auth === 'off') {
    const connector = createConnector({ token: undefined, mayServe: loopbackServiceUrl, ...ways });
    return { gate: localGate, connector, personalChats: createPersonalChats(connector, undefined), appId: '' };
  }
  const { appId, tenantId, issuer, openIdUrl } = bot;
  const mayServe = serviceUrlAmong(bot.serviceUrlHosts);
  const verify = createTokenVerifier({ appId, issuers: [issuer], openIdUrl, ...ways });
  const token = createTokenSource({ ...bot, clientId: appId, ...ways });
  const connector = createConnector({ token, mayServe, otherOrigin: bot.otherOrigin, ...ways });
  return {
    gate: teamsGate({ verify, tenantId, mayServe }),
    connector,
    personalChats: createPersonalChats(connector, tenantId),
    appId,
  };
}

/** What the bot knows of the cards that stand in conversations. */
interface CardMemory {
  readonly shown: Shown;
  readonly cards: EvidenceCards;
}

const hourMs = 60 * 60_000;

function memoryOf({ evidence: { ttlHours } }: Config, { state, clock, log }: Ways): CardMemory {
  const shown = createShown(clock);
  const ttlMs = ttlHours === undefined ? undefined : ttlHours * hourMs;
  return { shown, cards: createEvidenceCards({ evidence: state.evidence, shown, ttlMs, clock, log }) };
}

function sweepOf({ evidence: { ttlHours } }: Config, connector: Connector, ways: Ways & CardMemory): EvidenceSweep {
  const { state, cards, clock, log } = ways;
  return createEvidenceSweep({
    evidence: state.evidence,
    cards,
    edit: ({ messageId: activityId, ...at }, message) =>
      connector.update(
        { ...at, activityId },
        { id: activityId, ...messageActivity(message, { sensitivityLabelId: undefined, log }) },
      ),
    ttlHours,
    clock,
    log,
  });
}

function turnOf(
  { slowReplyMs, commands: quotas }: Config,
  ways: Ways & CardMemory & { readonly access: Access; readonly services: TurnOptions['services'] },
): Turn {
  return createTurn({
    commands,
    limits: limitsOf(quotas, ways),
    activities: ways.state.activities,
    audit: ways.state.audit,
    context: ways.state.context,
    slowReplyMs,
    commandTimeoutMs: numbers.commandTimeoutMs,
    ...ways,
  });
}

function limitsOf(quotas: Config['commands'], { clock, state: { sharedQuotas } }: Ways): CommandLimits {
  return sharedQuotas === undefined
    ? createCommandLimits(quotas, clock)
    : createSharedLimits(quotas, clock, sharedQuotas);
}
