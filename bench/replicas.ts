/**
 * `npm run bench -- replicas`: the same questions to one, two and three replicas on one PostgreSQL. What Defender is asked
 * may grow with them by what each remembers for itself, and by nothing else: exit code 1 where it does.
 */

import { createWorld } from '../emulator/data/create-world.ts';
import { startReplicas } from '../test/system/replicas/stage.ts';

/** A prime, so that an alert comes to another replica each time. */
const alertCount = 19;
/** How often each alert is asked about, by somebody else each time. */
const rounds = 3;
const size = { alerts: 100, devices: 5 };

interface Figures {
  readonly replicas: number;
  readonly answered: number;
  readonly calls: number;
  readonly refused: number;
  readonly ms: number;
}

async function measure(replicas: number): Promise<Figures> {
  const stage = await startReplicas(replicas, { size });
  const asked = createWorld(Date.now(), size).alerts.slice(-alertCount);
  stage.emulator.clearRequests();
  const startedAt = performance.now();
  let answered = 0;
  for (let round = 0; round < rounds; round++) {
    const ids = asked.map((_, at) => `a:bench-${round}-${at}`);
    await Promise.all(ids.map((id, at) => stage.ask(id, `files ${asked[at]?.id ?? ''}`)));
    answered += (await stage.answers(ids)).length;
  }
  const ms = performance.now() - startedAt;
  const calls = stage.emulator.requests().filter(({ path }) => path.startsWith('/api/'));
  await stage.close();
  return { replicas, answered, calls: calls.length, refused: calls.filter(({ status }) => status === 429).length, ms };
}

const all: Figures[] = [];
for (const replicas of [1, 2, 3]) all.push(await measure(replicas));

const questions = alertCount * rounds;
console.log(`${questions} questions about ${alertCount} alerts, the same to each`);
console.log('replicas  answers  calls  calls per question  refused     ms');
for (const { replicas, answered, calls, refused, ms } of all) {
  const cells = [replicas, answered, calls, (calls / questions).toFixed(2), refused, ms.toFixed(0)];
  console.log(cells.map((cell, at) => String(cell).padStart([8, 7, 5, 18, 7, 5][at] ?? 0)).join('  '));
}
const [{ calls: alone } = { calls: 0 }] = all;
const isSound = all.every(
  ({ replicas, answered, calls, refused }) =>
    answered === questions && refused === 0 && calls <= alone * Math.min(replicas, rounds),
);
if (!isSound) {
  console.error('An answer is missing, Defender refused a call, or was asked more than what each remembers explains');
  process.exitCode = 1;
}
