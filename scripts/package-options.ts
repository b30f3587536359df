/** What `npm run package` is told: flags before the environment before the defaults. */

import { parseArgs } from 'node:util';
import type { Developer } from './app-manifest.ts';
import { PackagingError } from './app-package.ts';

export interface PackageOptions {
  readonly botId: string;
  readonly appId: string;
  readonly developer: Developer;
  /** Where the zip goes, from the working directory. */
  readonly out: string;
  /** Still on the placeholders: good for a try in one's own tenant, not for a catalogue. */
  readonly hasPlaceholders: boolean;
}

interface Setting {
  readonly variable: string;
  readonly fallback: string;
  readonly help: string;
}

/** By flag. The placeholder domain is reserved for this. Source: RFC 2606, section 3 */
const settings = {
  'bot-id': { variable: 'MicrosoftAppId', fallback: '', help: 'application id of the bot (required)' },
  'app-id': { variable: 'TEAMS_APP_ID', fallback: '', help: 'id of the Teams app (default: that of the bot)' },
  developer: { variable: 'TEAMS_APP_DEVELOPER', fallback: 'Security operations', help: 'who offers the app' },
  website: { variable: 'TEAMS_APP_WEBSITE_URL', fallback: 'https://example.com', help: 'page about the app' },
  privacy: { variable: 'TEAMS_APP_PRIVACY_URL', fallback: 'https://example.com/privacy', help: 'privacy statement' },
  terms: { variable: 'TEAMS_APP_TERMS_URL', fallback: 'https://example.com/terms', help: 'terms of use' },
  out: { variable: 'TEAMS_APP_ZIP', fallback: 'appPackage/build/defender-triage-bot.zip', help: 'file to write' },
} as const satisfies Readonly<Record<string, Setting>>;

type Flag = keyof typeof settings;

/** `undefined`: help was asked for. Throws a PackagingError that says what is missing or wrong. */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): PackageOptions | undefined {
  const flags = parseFlags(args);
  if (flags['help'] === true) return undefined;
  const value = (flag: Flag): string => {
    const { variable, fallback } = settings[flag];
    const given = [flags[flag], environment[variable]].filter((text) => typeof text === 'string');
    return given.find((text) => text !== '') ?? fallback;
  };
  const botId = guid('MicrosoftAppId (--bot-id)', value('bot-id'));
  const developer = {
    name: value('developer'),
    websiteUrl: value('website'),
    privacyUrl: value('privacy'),
    termsOfUseUrl: value('terms'),
  };
  return {
    botId,
    appId: value('app-id') === '' ? botId : guid('TEAMS_APP_ID (--app-id)', value('app-id')),
    developer,
    out: value('out'),
    hasPlaceholders: Object.values(developer).some((url) => url.startsWith('https://example.com')),
  };
}

export function usage(): string {
  const lines = Object.entries(settings).map(([flag, { variable, fallback, help }]) => {
    const otherwise = fallback === '' ? '' : ` (default: ${fallback})`;
    return `  --${flag.padEnd(10)} ${variable.padEnd(22)} ${help}${otherwise}`;
  });
  return ['Packages the Teams app. Each setting is a flag or a variable, also in .env:', ...lines].join('\n');
}

function parseFlags(args: readonly string[]) {
  const strings = Object.fromEntries(Object.keys(settings).map((flag) => [flag, { type: 'string' as const }]));
  try {
    const options = { ...strings, help: { type: 'boolean' as const, short: 'h' } };
    return parseArgs({ args: [...args], options }).values as Readonly<Record<string, string | boolean | undefined>>;
  } catch (cause) {
    throw new PackagingError(`${Error.isError(cause) ? cause.message : 'Unknown flag'}\n\n${usage()}`, { cause });
  }
}

function guid(name: string, value: string): string {
  if (value === '') throw new PackagingError(`${name} is missing.\n\n${usage()}`);
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return value.toLowerCase();
  throw new PackagingError(`${name} is no GUID.`);
}
