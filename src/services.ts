/** What commands may reach, put together: Defender with its app registrations, the results, the portal, the bot's health. */

import type { Dispatcher } from 'undici';
import { commands } from './bot/commands/index.ts';
import type { Health } from './bot/health.ts';
import type { AppName } from './bot/permission.ts';
import { createWatching } from './bot/watching.ts';
import type { TurnOptions } from './bot/turn.ts';
import { createOperatorLinks } from './cards/operator-links.ts';
import { createMessageLinks } from './cards/message-links.ts';
import { createPortal } from './cards/portal.ts';
import type { Clock } from './clock.ts';
import { numbers, type Config } from './config.ts';
import type { DefenderConfig } from './config-defender.ts';
import { createDefender } from './defender/client.ts';
import type { TokenSource } from './entra/token-source.ts';
import { createTokenSource } from './entra/create-token-source.ts';
import { gatherHealth } from './health.ts';
import type { DetailedLog } from './log.ts';
import { createRights, type Rights } from './rights.ts';
import { botClouds } from './teams/clouds.ts';
import type { State } from './state/state.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import type { CommandResult } from './transcript/model.ts';
import { createResults } from './transcript/results.ts';
import { spoolLimits } from './transcript/spool/limits.ts';
import { createSpool } from './transcript/spool/spool.ts';
import { createGrep } from './transcript/views/grep.ts';
import { createIndicatorSearch } from './transcript/views/indicators.ts';

export interface Services {
  readonly services: TurnOptions['services'];
  readonly rights: Rights;
  /** Leaves nothing of what was read behind. */
  readonly close: () => Promise<void>;
}

interface Ways {
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly dispatcher: Dispatcher;
  readonly log: DetailedLog;
  readonly telemetry: Pick<Telemetry, 'onAttempt' | 'onQuotaWait' | 'observeQuota'>;
  readonly access: Pick<Health, 'policyFrom'>;
  readonly state: Pick<
    State,
    'isReady' | 'audit' | 'onIt' | 'subscriptions' | 'watches' | 'sharedQuotas' | 'journalInUse'
  >;
}

export function createServices(config: Config, ways: Ways): Services {
  const { defender: settings, transcriptDirectory, linkTemplates, onItHours, watchHours } = config;
  const { clock, log, state, telemetry } = ways;
  const gathered = gatherHealth(clock);
  const rights = createRights({ commands, clock, log });
  const tokenOf = (app: AppName, of: Pick<DefenderConfig, 'clientId' | 'credential'>): TokenSource =>
    rights.watched(app, gathered.watched(createTokenSource({ ...settings, ...of, ...ways })));
  const defender = createDefender({
    apiUrl: settings.apiUrl,
    token: tokenOf('main', settings),
    resultToken: settings.result === undefined ? undefined : tokenOf('result', settings.result),
    onAttempt(attempt) {
      gathered.onAttempt(attempt);
      telemetry.onAttempt(attempt);
      log.debug(attempt, 'asked Defender');
    },
    onQuotaWait: telemetry.onQuotaWait,
    report: (mismatch) => log.warn(mismatch, 'a field from Defender is not what its API promises'),
    sharedQuotas: state.sharedQuotas,
    ...ways,
  });
  telemetry.observeQuota(() => defender.quotaLeft());
  const spool = createSpool<CommandResult>({ directory: transcriptDirectory, limits: spoolLimits, clock });
  const services = {
    defender: defender.as,
    results: createResults({
      ...numbers.results,
      spool,
      hosts: settings.downloadHosts,
      ...ways,
    }),
    audit: state.audit,
    onIt: state.onIt(settings.tenantId),
    subscriptions: state.subscriptions,
    shiftMs: onItHours * 60 * 60_000,
    watching: createWatching({ watches: state.watches, hours: watchHours, most: numbers.watches, clock }),
    grep: createGrep(),
    indicators: createIndicatorSearch(),
    portal: createPortal(settings.portalUrl, settings.tenantId),
    messageLinks: createMessageLinks(...teamsOf(config.bot)),
    operatorLinks: createOperatorLinks(linkTemplates),
    health: gathered.health({
      isReady: () => state.isReady(),
      quotaLeft: () => defender.quotaLeft(),
      roles: () => rights.table(),
      journal: () => state.journalInUse(),
      policyFrom: () => ways.access.policyFrom(),
    }),
  };
  return { services, rights, close: () => spool.close() };
}

/** Where Teams' web client is, and whose tenant. */
function teamsOf(bot: Config['bot']): readonly [string, string | undefined] {
  return bot.auth === 'off' ? [botClouds.public.webHost, undefined] : [bot.teamsHost, bot.tenantId];
}
