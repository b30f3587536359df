/** The composition root: configuration → log → Defender → bot → server; start and stop. The only file with side effects on import. */

import { Bot } from './bot/bot.ts';
import { commands } from './bot/commands/index.ts';
import { createTurn } from './bot/turn.ts';
import { createPortal } from './cards/portal.ts';
import { systemClock } from './clock.ts';
import { ConfigError, numbers, readConfig, type BotConfig, type Config } from './config.ts';
import { createDefender } from './defender/client.ts';
import { createTokenSource } from './entra/create-token-source.ts';
import { createDispatcher } from './http.ts';
import { createLog, type Log } from './log.ts';
import { createServer } from './server.ts';
import { createTeamsAdapter } from './teams/adapter.ts';
import { createConnector } from './teams/connector.ts';
import { createMessagesEndpoint } from './teams/endpoint.ts';
import { localGate, teamsGate, type Gate } from './teams/gate.ts';
import { loopbackServiceUrl, serviceUrlAmong } from './teams/service-url.ts';
import { createTokenVerifier } from './teams/token.ts';
import { createFetchResult } from './transcript/fetch-result.ts';
import type { Dispatcher } from 'undici';

try {
  await start(readConfig());
} catch (error) {
  process.exitCode = exitCodeFor(error);
}

/** Says what the operator can mend; anything else is thrown on. */
function exitCodeFor(error: unknown): number {
  if (error instanceof ConfigError) {
    process.stderr.write(`${error.message}\n`);
    return 78; // EX_CONFIG of sysexits.h: restarting does not help
  }
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown }; // of a system error
  if (code !== 'EADDRINUSE') throw error;
  process.stderr.write(`The port ${String(port)} is taken: set PORT to another one\n`);
  return 1;
}

async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const dispatcher = createDispatcher(config.proxy);
  const { gate, connector, appId } = edge(config.bot, dispatcher);
  const adapter = createTeamsAdapter({ appId, connector, clock: systemClock });
  const bot = new Bot({ turn: turnOf(config, dispatcher, log), log });
  const endpoint = createMessagesEndpoint({
    gate,
    run: (activity) => adapter.run(activity, (context) => bot.run(context)),
    clock: systemClock,
    log,
  });
  const server = createServer({ messages: endpoint.handle, isReady: () => !isStopping, log });
  let isStopping = false;

  const { port } = await server.listen(config.listen);
  log.info({ port, host: config.listen.host, auth: config.bot.auth }, 'the bot listens');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));

  async function stop(signal: string): Promise<void> {
    if (isStopping) process.exit(1); // asked twice: at once
    isStopping = true;
    log.info({ signal }, 'the bot stops');
    const isDone = await endpoint.drain(numbers.stopMs);
    await server.close();
    log.info({ isDone }, 'the bot has stopped');
    process.exit(0);
  }
}

function edge(
  bot: BotConfig,
  dispatcher: Dispatcher,
): { readonly gate: Gate; readonly connector: ReturnType<typeof createConnector>; readonly appId: string } {
  const ways = { dispatcher, clock: systemClock };
  if (bot.auth === 'off') {
    return {
      gate: localGate,
      connector: createConnector({ token: undefined, mayServe: loopbackServiceUrl, random: Math.random, ...ways }),
      appId: '',
    };
  }
  const { appId, tenantId, issuer, openIdUrl } = bot;
  const mayServe = serviceUrlAmong(bot.serviceUrlHosts);
  const verify = createTokenVerifier({ appId, issuers: [issuer], openIdUrl, ...ways });
  const token = createTokenSource({ ...bot, clientId: appId, ...ways });
  return {
    gate: teamsGate({ verify, tenantId, mayServe }),
    connector: createConnector({ token, mayServe, random: Math.random, ...ways }),
    appId,
  };
}

function turnOf(
  { defender: settings, slowReplyMs }: Config,
  dispatcher: Dispatcher,
  log: Log,
): ReturnType<typeof createTurn> {
  const ways = { dispatcher, clock: systemClock };
  return createTurn({
    commands,
    services: {
      defender: createDefender({
        apiUrl: settings.apiUrl,
        token: createTokenSource({ ...settings, ...ways }),
        random: Math.random,
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
    clock: systemClock,
    slowReplyMs,
    commandTimeoutMs: numbers.commandTimeoutMs,
    log,
  });
}
