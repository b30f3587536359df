/** The environment → a frozen, typed configuration, with every fault named at once. The only reader of `process.env`. */

import { cloudFor, scopeFor, tokenUrlFor, type Cloud } from './defender/clouds.ts';
import type { Credential } from './entra/credential.ts';
import { isLoopbackAddress, isLoopbackHost } from './loopback.ts';
import { botClouds } from './teams/clouds.ts';
import { variables, type Variables } from './variables.ts';

export interface Config {
  readonly listen: { readonly port: number; readonly host: string };
  readonly logLevel: string;
  readonly slowReplyMs: number;
  readonly proxy: { readonly httpsProxy: string | undefined; readonly noProxy: string | undefined };
  /** Of the SQLite database: a file, or `:memory:`. */
  readonly state: { readonly file: string };
  /** `undefined`: there is no policy, so nobody may do anything, unless `bot.auth` is `off`. */
  readonly accessPolicyFile: string | undefined;
  readonly bot: BotConfig;
  readonly defender: DefenderConfig;
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
    };

export interface DefenderConfig {
  readonly tenantId: string;
  readonly clientId: string;
  readonly credential: Credential;
  readonly apiUrl: string;
  readonly tokenUrl: string;
  readonly scope: string;
  readonly portalUrl: string;
  readonly downloadHosts: readonly string[];
}

/** The operator's fault. The message names every variable that is wrong, one a line, and no value of a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** What is not in the environment's hands. */
export const numbers = {
  commandTimeoutMs: 60_000,
  /** For the content behind a result link. */
  downloadTimeoutMs: 9 * 60_000,
  maxTranscriptBytes: 8 * 1024 * 1024,
  maxFileBytes: 512 * 1024 * 1024,
  maxRatio: 200,
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
  faults.throwIfAny();
  return Object.freeze({
    listen: { port: set.PORT, host: set.HOST ?? (set.BOT_AUTH === 'off' ? '127.0.0.1' : '0.0.0.0') },
    logLevel: set.LOG_LEVEL,
    slowReplyMs: set.SLOW_REPLY_MS,
    proxy: { httpsProxy: set.HTTPS_PROXY, noProxy: set.NO_PROXY },
    state: { file: set.DATABASE_URL.replace(/^sqlite:/, '') },
    accessPolicyFile: set.ACCESS_POLICY_FILE,
    bot,
    defender,
  });
}

/** One fault a variable: what is wrong is not missing besides. */
class Faults {
  readonly #byName = new Map<string, string>();

  add(name: keyof Variables, fault: string): void {
    if (!this.#byName.has(name)) this.#byName.set(name, fault);
  }

  throwIfAny(): void {
    if (this.#byName.size === 0) return;
    const lines = [...this.#byName].map(([name, fault]) => `  ${name}: ${fault}`);
    throw new ConfigError(['The configuration is not complete or not right:', ...lines].join('\n'));
  }
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

/** Asks for what is missing; an empty text stands in until all faults are known. */
type Need = (name: keyof Variables, why: string) => string;

function needed(set: Variables, faults: Faults): Need {
  return (name, why) => {
    const value = set[name];
    if (typeof value === 'string') return value;
    faults.add(name, `is missing; ${why}`);
    return '';
  };
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
    credential: botCredential(set, need),
    issuer: set.BOT_TOKEN_ISSUER ?? cloud.issuer,
    openIdUrl: set.BOT_OPENID_URL ?? cloud.openIdUrl,
    tokenUrl: set.BOT_TOKEN_URL ?? tokenUrlFor(cloud, tenantId),
    scope: cloud.scope,
    serviceUrlHosts: { teams: cloud.serviceUrlHosts, extra: set.SERVICE_URL_HOSTS },
    otherOrigin: cloud.otherOrigin,
  };
}

/** Without authentication whoever reaches the port reads evidence: only programs of this machine may reach it. */
function checkOff({ HOST, NODE_ENV }: Variables, faults: Faults): void {
  const isLocal = HOST === undefined || isLoopbackHost(HOST) || isLoopbackAddress(HOST);
  if (!isLocal) faults.add('HOST', 'has to be a loopback address, such as 127.0.0.1: BOT_AUTH=off is for this machine');
  if (NODE_ENV === 'production') faults.add('BOT_AUTH', 'off is not for production, and NODE_ENV says production');
}

function botCredential(set: Variables, need: Need): Credential {
  const kind = set.MicrosoftAppType === 'SingleTenant' ? set.MICROSOFT_APP_CREDENTIAL : 'managed-identity';
  switch (kind) {
    case 'secret':
      return { kind, secret: need('MicrosoftAppPassword', 'the secret of the bot’s app registration') };
    case 'certificate':
      return { kind, path: need('MICROSOFT_APP_CERTIFICATE_PATH', 'a PEM file with key and certificate') };
    case 'managed-identity':
      return { kind, clientId: set.MicrosoftAppId };
    case 'workload-identity':
      return { kind, tokenFile: need('AZURE_FEDERATED_TOKEN_FILE', 'the platform sets it') };
  }
}

function defenderConfig(set: Variables, faults: Faults): DefenderConfig {
  const need = needed(set, faults);
  const cloud = cloudOf(set, faults);
  const tenantId = need('DEFENDER_TENANT_ID', 'the tenant whose Defender is asked');
  return {
    tenantId,
    clientId:
      set.DEFENDER_CREDENTIAL === 'managed-identity'
        ? ''
        : need('DEFENDER_CLIENT_ID', 'the app registration with the permissions'),
    credential: defenderCredential(set, need),
    apiUrl: set.DEFENDER_API_URL ?? cloud.apiUrl,
    tokenUrl: set.DEFENDER_TOKEN_URL ?? tokenUrlFor(cloud, tenantId),
    scope: scopeFor(cloud),
    portalUrl: cloud.portalUrl,
    downloadHosts: set.DEFENDER_DOWNLOAD_HOSTS ?? cloud.downloadHosts,
  };
}

function cloudOf({ DEFENDER_CLOUD, DEFENDER_REGION }: Variables, faults: Faults): Cloud {
  try {
    return cloudFor(DEFENDER_CLOUD, DEFENDER_REGION);
  } catch {
    faults.add('DEFENDER_REGION', 'only the commercial cloud has regions; leave it out');
    return cloudFor(DEFENDER_CLOUD);
  }
}

function defenderCredential(set: Variables, need: Need): Credential {
  const kind = set.DEFENDER_CREDENTIAL;
  switch (kind) {
    case 'secret':
      return { kind, secret: need('DEFENDER_CLIENT_SECRET', 'the secret of the app registration') };
    case 'certificate':
      return { kind, path: need('DEFENDER_CERTIFICATE_PATH', 'a PEM file with key and certificate') };
    case 'managed-identity':
      return { kind, clientId: set.MANAGED_IDENTITY_CLIENT_ID };
    case 'workload-identity':
      return { kind, tokenFile: need('AZURE_FEDERATED_TOKEN_FILE', 'the platform sets it') };
  }
}
