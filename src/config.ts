/** The environment → a frozen, typed configuration, with every fault named at once. The only reader of `process.env`. */

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Quota } from './bucket.ts';
import { credentialOf } from './config-credential.ts';
import { defenderConfig, type DefenderConfig } from './config-defender.ts';
import { Faults, needed } from './config-faults.ts';
import { journalConfig, stateConfig } from './config-state.ts';
import { telemetryConfig, type TelemetryConfig } from './config-telemetry.ts';
import type { LinkTemplate } from './cards/operator-links.ts';
import { tokenUrlFor } from './defender/clouds.ts';
import type { Credential } from './entra/credential.ts';
import { isLoopbackAddress, isLoopbackHost } from './loopback.ts';
import type { StateOptions } from './state/state.ts';
import { botClouds } from './teams/clouds.ts';
import { variables, type Variables } from './variables.ts';

export { ConfigError } from './config-faults.ts';

export interface Config {
  readonly listen: { readonly port: number; readonly host: string };
  readonly logLevel: string;
  readonly slowReplyMs: number;
  /** How many commands are taken. */
  readonly commands: { readonly perPerson: Quota; readonly perConversation: Quota };
  readonly proxy: { readonly httpsProxy: string | undefined; readonly noProxy: string | undefined };
  readonly state: StateOptions;
  /** Where is recorded what PostgreSQL cannot be told while it is away; `undefined`: nothing is answered then. */
  readonly journalFile: string | undefined;
  /** `undefined`: there is no policy, so nobody may do anything, unless `bot.auth` is `off`. */
  readonly accessPolicyFile: string | undefined;
  readonly evidence: {
    /** After which it is removed by itself; `undefined`: never. */
    readonly ttlHours: number | undefined;
    /** Of Purview; `undefined`: none. */
    readonly sensitivityLabelId: string | undefined;
  };
  /** The operator's own links on cards. */
  readonly linkTemplates: readonly LinkTemplate[];
  /** How long somebody is on an alert who says so: a shift. */
  readonly onItHours: number;
  /** After which a watch of an action ends, whatever becomes of it. */
  readonly watchHours: number;
  readonly bot: BotConfig;
  readonly defender: DefenderConfig;
  /** `undefined`: no traces and no metrics. */
  readonly telemetry: TelemetryConfig | undefined;
  /** The spool of outputs that were read, encrypted. */
  readonly transcriptDirectory: string;
}

export type BotConfig =
  | { readonly auth: 'off' }
  | {
      readonly auth: 'required';
      readonly appId: string;
      readonly tenantId: string;
      readonly credential: Credential;
      /** `iss` of inbound tokens. */
      readonly issuer: string;
      readonly openIdUrl: string;
      /** For the bot's own token. */
      readonly tokenUrl: string;
      readonly scope: string;
      readonly serviceUrlHosts: { readonly teams: readonly string[]; readonly extra: readonly string[] };
      /** See BotCloud. */
      readonly otherOrigin: string | undefined;
      /** Of Teams' web client. */
      readonly teamsHost: string;
    };

/** What is not in the environment's hands. */
export const numbers = {
  commandTimeoutMs: 60_000,
  /** What is behind a result link: how long it may take, and how much may come of it. */
  results: { timeoutMs: 9 * 60_000, maxBytes: 512 * 1024 * 1024, maxRatio: 200, freeBytes: 64 * 1024 * 1024 },
  /** Of actions that are watched at once, by one person and in one chat or channel. */
  watches: { perPerson: 20, perRoom: 50 },
  /** From SIGTERM to the end. */
  stopMs: 25_000,
  /** Of it, at its beginning: not ready, but still taking messages, until a load balancer looks elsewhere. */
  stopLeadMs: 2_000,
} as const;

/** Throws ConfigError. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const faults = new Faults();
  const set = variablesIn(environment, faults);
  const bot = botConfig(set, faults);
  const defender = defenderConfig(set, faults);
  const telemetry = telemetryConfig(set, faults);
  const state = stateConfig(set.DATABASE_URL, faults);
  const journalFile = journalConfig(set, faults);
  faults.throwIfAny();
  return Object.freeze({
    listen: { port: set.PORT, host: set.HOST ?? (set.BOT_AUTH === 'off' ? '127.0.0.1' : '0.0.0.0') },
    logLevel: set.LOG_LEVEL,
    slowReplyMs: set.SLOW_REPLY_MS,
    commands: {
      perPerson: { calls: set.PERSON_COMMANDS_PER_MINUTE, perMs: 60_000 },
      perConversation: { calls: set.CONVERSATION_COMMANDS_PER_MINUTE, perMs: 60_000 },
    },
    proxy: { httpsProxy: set.HTTPS_PROXY, noProxy: set.NO_PROXY },
    state,
    journalFile,
    accessPolicyFile: set.ACCESS_POLICY_FILE,
    evidence: { ttlHours: set.EVIDENCE_TTL_HOURS, sensitivityLabelId: set.SENSITIVITY_LABEL_ID },
    linkTemplates: set.LINK_TEMPLATES,
    onItHours: set.ON_IT_HOURS,
    watchHours: set.WATCH_HOURS,
    bot,
    defender,
    telemetry,
    transcriptDirectory: set.TRANSCRIPT_DIR ?? join(tmpdir(), 'defender-triage-bot'),
  });
}

/** For tools that need nothing else of the bot. Throws ConfigError. */
export function readStateConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config['state'] {
  const faults = new Faults();
  const set = variablesIn({ DATABASE_URL: environment['DATABASE_URL'] }, faults);
  const state = stateConfig(set.DATABASE_URL, faults);
  faults.throwIfAny();
  return state;
}

/** In the place of a variable that is wrong stands its default, so that what depends on others can be looked at too. */
function variablesIn(environment: Readonly<Record<string, string | undefined>>, faults: Faults): Variables {
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== '');
  const parsed = variables.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path: [name], message }) => ({ name: name as keyof Variables, message })); // of our own object
  for (const { name, message } of wrong) faults.add(name, message);
  const names: readonly string[] = wrong.map(({ name }) => name);
  return variables.parse(Object.fromEntries(given.filter(([name]) => !names.includes(name))));
}

function botConfig(set: Variables, faults: Faults): BotConfig {
  if (set.BOT_AUTH === 'off') {
    checkOff(set, faults);
    return { auth: 'off' };
  }
  const need = needed(set, faults);
  const cloud = botClouds[set.BOT_CLOUD];
  const tenantId = need('MicrosoftAppTenantId', 'the tenant whose people may use the bot');
  return {
    auth: 'required',
    appId: need('MicrosoftAppId', 'the bot’s app registration; to try the bot on this machine alone, set BOT_AUTH=off'),
    tenantId,
    credential: credentialOf(
      set.MicrosoftAppType === 'SingleTenant' ? set.MICROSOFT_APP_CREDENTIAL : 'managed-identity',
      {
        secret: 'MicrosoftAppPassword',
        certificatePath: 'MICROSOFT_APP_CERTIFICATE_PATH',
        app: 'the bot’s app registration',
        managedIdentity: set.MicrosoftAppId,
      },
      need,
    ),
    issuer: set.BOT_TOKEN_ISSUER ?? cloud.issuer,
    openIdUrl: set.BOT_OPENID_URL ?? cloud.openIdUrl,
    tokenUrl: set.BOT_TOKEN_URL ?? tokenUrlFor(cloud, tenantId),
    scope: cloud.scope,
    serviceUrlHosts: { teams: cloud.serviceUrlHosts, extra: set.SERVICE_URL_HOSTS },
    otherOrigin: cloud.otherOrigin,
    teamsHost: cloud.webHost,
  };
}

/** Without authentication whoever reaches the port reads evidence: only programs of this machine may reach it. */
function checkOff({ HOST, NODE_ENV }: Variables, faults: Faults): void {
  const isLocal = HOST === undefined || isLoopbackHost(HOST) || isLoopbackAddress(HOST);
  if (!isLocal) faults.add('HOST', 'has to be a loopback address, such as 127.0.0.1: BOT_AUTH=off is for this machine');
  if (NODE_ENV === 'production') faults.add('BOT_AUTH', 'off is not for production, and NODE_ENV says production');
}
