/** `npm run package`: the zip to upload in the Teams admin center, for the given ids. */

import { fileURLToPath } from 'node:url';
import { commands } from '../src/bot/commands/index.ts';
import { commandLists } from '../src/bot/manifest.ts';
import project from '../package.json' with { type: 'json' };
import { buildManifest } from './app-manifest.ts';
import { packageApp, PackagingError } from './app-package.ts';
import { readOptions, usage } from './package-options.ts';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options === undefined) {
    console.log(usage());
    return;
  }
  const { out, hasPlaceholders, ...identity } = options;
  await packageApp(buildManifest({ ...identity, version: project.version, commandLists: commandLists(commands) }), out);
  console.log(`${out}: app ${identity.appId}, bot ${identity.botId}, version ${project.version}`);
  if (hasPlaceholders) console.log('The pages of the developer are placeholders: see --help.');
}

try {
  loadEnvFile(fileURLToPath(new URL('../.env', import.meta.url)));
  await main();
} catch (error) {
  if (!(error instanceof PackagingError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function loadEnvFile(path: string): void {
  try {
    process.loadEnvFile(path);
  } catch {
    // There is none: the environment alone counts.
  }
}
