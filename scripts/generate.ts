/** `npm run generate`: the files that follow from the code. With `--check` nothing is written: it fails where one is stale. */

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { commands } from '../src/bot/commands/index.ts';
import { commandsDocument } from './commands-document.ts';

const generated = [
  { path: 'docs/commands.md', text: await format(commandsDocument(commands), { parser: 'markdown', printWidth: 120 }) },
];

const isCheck = process.argv.includes('--check');
for (const { path, text } of generated) {
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
  const isCurrent = (await readFile(file, 'utf8').catch(() => '')) === text;
  if (isCurrent) continue;
  if (isCheck) {
    console.error(`${path} is stale: run npm run generate`);
    process.exitCode = 1;
  } else {
    await writeFile(file, text);
    console.log(`${path} written`);
  }
}
