/** The whole bot put together: configuration → ways out → Defender → turns → adapter → endpoint → server. */

import type { Dispatcher } from 'undici';
import { Bot } from './bot/bot.ts';
import { commands } from './bot/commands/index.ts';
import { createTurn, type Turn } from './bot/turn.ts';
import { createPortal } from './cards/portal.ts';
import type { Clock } from './clock.ts';
import { numbers, type BotConfig, type Config } from './config.ts';
import { createDefender } from './defender/client.ts';
import { createTokenSource } from './entra/create-token-source.ts';
import { createDispatcher } from './http.ts';
import type { DetailedLog } from './log.ts';
import { createServer } from './server.ts';
import { createTeamsAdapter } from './teams/adapter.ts';
import { createConnector, type Connector } from './teams/connector.ts';
import { createMessagesEndpoint } from './teams/endpoint.ts';
import { localGate, teamsGate, type Gate } from './teams/gate.ts';
import { loopbackServiceUrl, serviceUrlAmong } from './teams/service-url.ts';
import { createTokenVerifier } from './teams/token.ts';
import { createFetchResult } from './transcript/fetch-result.ts';

export interface App {
  /** Rejects when the port is taken. */
  start(): Promise<{ readonly port: number }>;
  /**
   * For `leadMs` it says that it is not ready and goes on taking messages, so that whoever sends them can look
   * elsewhere; then it takes no more and finishes what it began. False: some of it was not done in time.
   */
  stop(times: { readonly leadMs: number; readonly deadlineMs: number }): Promise<boolean>;
}

/** What the whole bot shares. */
interface Ways {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly log: DetailedLog;
}

/** Part of the deadline: the turns are done by then, and their last answers need only to leave. */
const closeGraceMs = 500;

export function createApp(config: Config, ways: Ways): App {
  const { clock, log } = ways;
  const dispatcher = createDispatcher(config.proxy);
  const { gate, connector, appId } = createEdge(config.bot, { ...ways, dispatcher });
  const adapter = createTeamsAdapter({ appId, connector, clock });
  const bot = new Bot({ turn: turnOf(config, { ...ways, dispatcher }), log });
  const endpoint = createMessagesEndpoint({
    gate,
    run: (activity) => adapter.run(activity, (context) => bot.run(context)),
    clock,
    log,
  });
  let isStopping = false;
  const server = createServer({ messages: endpoint.handle, isReady: () => !isStopping, clock, log });
  return {
    start: () => server.listen(config.listen),
    async stop({ leadMs, deadlineMs }) {
      isStopping = true;
      await clock.sleep(leadMs);
      const isDone = await endpoint.drain(deadlineMs - leadMs - closeGraceMs);
      await server.close(closeGraceMs);
      return isDone;
    },
  };
}

interface Edge {
  readonly gate: Gate;
  readonly connector: Connector;
  readonly appId: string;
}

function createEdge(bot: BotConfig, ways: Ways & { readonly dispatcher: Dispatcher }): Edge {
  if (bot.auth === 'off') {
    return {
      gate: localGate,
      connector: createConnector({ token: undefined, mayServe: loopbackServiceUrl, ...ways }),
      appId: '',
    };
  }
  const { appId, tenantId, issuer, openIdUrl } = bot;
  const mayServe = serviceUrlAmong(bot.serviceUrlHosts);
  const verify = createTokenVerifier({ appId, issuers: [issuer], openIdUrl, ...ways });
  const token = createTokenSource({ ...bot, clientId: appId, ...ways });
  return {
    gate: teamsGate({ verify, tenantId, mayServe }),
    connector: createConnector({ token, mayServe, ...ways }),
    appId,
  };
}

function turnOf({ defender: settings, slowReplyMs }: Config, ways: Ways & { readonly dispatcher: Dispatcher }): Turn {
  const { log } = ways;
  return createTurn({
    commands,
    services: {
      defender: createDefender({
        apiUrl: settings.apiUrl,
        token: createTokenSource({ ...settings, ...ways }),
        onCall: (attempt) => log.debug(attempt, 'asked Defender'),
        report: (mismatch) => log.warn(mismatch, 'a field from Defender is not what its API promises'),
        ...ways,
      }),
      fetchResult: createFetchResult({
        ...numbers,
        hosts: settings.downloadHosts,
        timeoutMs: numbers.downloadTimeoutMs,
        ...ways,
      }),
      portal: createPortal(settings.portalUrl, settings.tenantId),
    },
    slowReplyMs,
    commandTimeoutMs: numbers.commandTimeoutMs,
    ...ways,
  });
}
