/** The variables of the environment, their forms and defaults. In the order of `.env.sample`, which a test compares with it. */

import { z } from 'zod';
import type { CloudName, RegionName } from './defender/clouds.ts';
import { linkTemplatesIn } from './link-templates.ts';
import { isLoopbackHost } from './loopback.ts';
import type { BotCloudName } from './teams/clouds.ts';

export const credentialKinds = ['secret', 'certificate', 'managed-identity', 'workload-identity'] as const;

const guid = z.guid('must be a GUID');
const hostPort = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
  )
  .refine(
    (hosts) => hosts.every((host) => /^\.?[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:]+\](:\d{1,5})?$/.test(host)),
    'must be host[:port], separated by commas',
  );
const withoutSlashes = (text: string): string => text.replace(/\/+$/, '');
const url = z.string().refine(isAllowedUrl, 'must be an https URL, or http on loopback').transform(withoutSlashes);
/** Whether http will do depends on the headers: config-telemetry.ts. */
const collectorUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .refine((text) => !/[?#@]/.test(text), 'must have no query, no fragment and no password')
  .transform(withoutSlashes);

function isAllowedUrl(text: string): boolean {
  const parsed = URL.parse(text);
  if (parsed === null) return false;
  return parsed.protocol === 'https:' || (parsed.protocol === 'http:' && isLoopbackHost(parsed.hostname));
}

/** Faults name no value: headers may hold a secret. Source: opentelemetry.io/docs/specs/otel/protocol/exporter */
const headers = z.string().transform((text, context) => {
  const parsed = headersIn(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: 'must be name=value, separated by commas, each value percent-encoded' });
  return z.NEVER;
});

function headersIn(text: string): Readonly<Record<string, string>> | undefined {
  const pairs = text.split(',').map((pair) => /^\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*([\x21-\x7E]*)\s*$/.exec(pair));
  try {
    const read = pairs.map((pair) => [pair?.[1] ?? '', decodeURIComponent(pair?.[2] ?? '')] as const);
    const isSound = read.every(([name, value]) => name !== '' && /^[\x20-\x7E]*$/.test(value));
    return isSound ? Object.fromEntries(read) : undefined;
  } catch {
    return undefined; // half an escape
  }
}

const links = z.string().transform((text, context) => {
  const { templates, faults } = linkTemplatesIn(text);
  if (faults.length === 0) return templates;
  context.addIssue({ code: 'custom', message: faults.join('; ') });
  return z.NEVER;
});

const commands = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, 'must be a number from 1 to 999999')
  .transform(Number);

export const variables = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number')
    .default(3978),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$|^\[[\da-f:]+\]$/i, 'must be a host name or an address')
    .transform((host) => host.replace(/^\[(.*)\]$/, '$1'))
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NODE_ENV: z.string().optional(),
  BOT_AUTH: z.enum(['required', 'off']).default('required'),
  MicrosoftAppId: guid.optional(),
  MicrosoftAppType: z.enum(['SingleTenant', 'UserAssignedMSI', 'UserAssignedMsi']).default('SingleTenant'),
  MicrosoftAppTenantId: guid.optional(),
  MicrosoftAppPassword: z.string().optional(),
  MICROSOFT_APP_CREDENTIAL: z.enum(credentialKinds).default('secret'),
  MICROSOFT_APP_CERTIFICATE_PATH: z.string().optional(),
  BOT_CLOUD: z.enum(['public', 'gcc-high', 'dod'] satisfies readonly BotCloudName[]).default('public'),
  SERVICE_URL_HOSTS: hostPort.default([]),
  BOT_OPENID_URL: url.optional(),
  BOT_TOKEN_ISSUER: z.string().optional(),
  BOT_TOKEN_URL: url.optional(),
  ACCESS_POLICY_FILE: z.string().optional(),
  EVIDENCE_TTL_HOURS: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be whole hours, from 1 to 8760')
    .transform(Number)
    .refine((hours) => hours <= 8_760, 'must be whole hours, from 1 to 8760')
    .optional(),
  SENSITIVITY_LABEL_ID: guid.optional(),
  LINK_TEMPLATES: links.default([]),
  ON_IT_HOURS: z
    .string()
    .regex(/^([1-9]|1\d|2[0-4])$/, 'must be whole hours, from 1 to 24')
    .transform(Number)
    .default(9),
  DEFENDER_TENANT_ID: guid.optional(),
  DEFENDER_CLIENT_ID: guid.optional(),
  DEFENDER_CREDENTIAL: z.enum(credentialKinds).default('secret'),
  DEFENDER_CLIENT_SECRET: z.string().optional(),
  DEFENDER_CERTIFICATE_PATH: z.string().optional(),
  DEFENDER_RESULT_CLIENT_ID: guid.optional(),
  DEFENDER_RESULT_CREDENTIAL: z.enum(credentialKinds).optional(),
  DEFENDER_RESULT_CLIENT_SECRET: z.string().optional(),
  DEFENDER_RESULT_CERTIFICATE_PATH: z.string().optional(),
  MANAGED_IDENTITY_CLIENT_ID: guid.optional(),
  AZURE_FEDERATED_TOKEN_FILE: z.string().optional(),
  DEFENDER_CLOUD: z.enum(['commercial', 'gcc', 'gcc-high', 'dod'] satisfies readonly CloudName[]).default('commercial'),
  DEFENDER_REGION: z.enum(['us', 'eu', 'uk', 'au', 'swa', 'ina', 'aea'] satisfies readonly RegionName[]).optional(),
  DEFENDER_API_URL: url.optional(),
  DEFENDER_TOKEN_URL: url.optional(),
  DEFENDER_DOWNLOAD_HOSTS: hostPort.optional(),
  HTTPS_PROXY: z.url('must be a URL').optional(),
  NO_PROXY: z.string().optional(),
  TRANSCRIPT_DIR: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.|postgres(ql)?:\/\/.)/, 'must be sqlite:<file> or postgres://…')
    .default('sqlite:data/bot.db'),
  AUDIT_JOURNAL: z
    .string()
    .regex(/^local(:(?!:memory:$).+)?$/, 'must be local or local:<file>')
    .transform((text) => text.slice('local:'.length) || 'data/journal.db')
    .optional(),
  PERSON_COMMANDS_PER_MINUTE: commands.default(20),
  CONVERSATION_COMMANDS_PER_MINUTE: commands.default(60),
  WATCH_HOURS: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be whole hours, from 1 to 720')
    .transform(Number)
    .refine((hours) => hours <= 720, 'must be whole hours, from 1 to 720')
    .default(72),
  SLOW_REPLY_MS: z
    .string()
    .regex(/^\d{1,6}$/, 'must be milliseconds')
    .transform(Number)
    .default(3_000),
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: headers.optional(),
  OTEL_SERVICE_NAME: z.string().default('defender-triage-bot'),
});

export type Variables = z.infer<typeof variables>;
