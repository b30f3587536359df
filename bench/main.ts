/** `npm run bench -- [turn | transcript | soak | replicas] …`: each in processes of its own, one after the other. */

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const scenarios = {
  turn: [['turn.ts']],
  transcript: [
    ['transcript.ts', 'ladder'],
    ['transcript-secrets.ts'],
    ['transcript-spool.ts'],
    ['transcript-results.ts'],
  ],
  soak: [['soak.ts']],
  replicas: [['replicas.ts']],
} satisfies Readonly<Record<string, readonly (readonly [string, ...string[]])[]>>;

const [, , name = 'turn', ...rest] = process.argv;
const chosen = Object.entries(scenarios).find(([scenario]) => scenario === name)?.[1];
if (chosen === undefined) {
  console.error(`npm run bench -- ${Object.keys(scenarios).join(' | ')}`);
  process.exitCode = 64; // EX_USAGE of sysexits.h
}
for (const [file, ...args] of chosen ?? []) {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, file), ...args, ...rest], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = status ?? 1;
}
