/** `npm run check`: everything that has to hold before a change lands, the quick things first. */

import { spawnSync } from 'node:child_process';

const steps: readonly (readonly [string, readonly string[]])[] = [
  ['types', ['run', 'types']],
  ['lint', ['run', 'lint']],
  ['format', ['exec', '--', 'prettier', '--check', '--log-level', 'warn', '.']],
  ['rooms', ['run', 'rooms', '--', '--output-type', 'err']],
  ['unused code', ['run', 'unused']],
  ['generated files', ['run', 'generate', '--', '--check']],
  ['tests', ['test']],
  ['system tests', ['run', 'test:system']],
];

for (const [name, args] of steps) {
  const start = performance.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync('npm', args, { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`\n${name}: failed`);
    process.exit(1);
  }
  console.log(`   ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
