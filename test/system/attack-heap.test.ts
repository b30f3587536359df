/** The bot as a process under twenty thousand hostile requests: it remembers none of them. */

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createFlood, type Flood } from './attack/flood.ts';
import { heldBytesOf, measurable, slope } from './attack/heap.ts';
import { startScene, type Scene } from './attack/scene.ts';

let scene: Scene;
let flood: Flood;

beforeAll(async () => {
  scene = await startScene({ nodeArgs: measurable });
  flood = await createFlood(scene);
}, 60_000);

afterAll(async () => {
  await flood.close();
  await scene.close();
});

const rounds = 20;
const requestsInRound = 1_000;
/** Measured: up to 20, and 5 over four times as many. One kind that is remembered with its words would add 60. */
const maxBytesPerRequest = 40;

test('twenty thousand hostile requests leave nothing behind', async () => {
  const heldBytes = heldBytesOf(scene.bot.child);
  const samples: number[] = [];
  const statuses = new Set<number>();

  for (let round = 0; round < rounds; round++) {
    for (const [status] of await flood.send(requestsInRound)) statuses.add(status);
    samples.push(await heldBytes());
  }

  expect([...statuses].sort()).toEqual([400, 401, 403, 404, 405, 413, 415]);
  expect(slope(samples, requestsInRound)).toBeLessThan(maxBytesPerRequest);
  expect(scene.channel.keyRequests).toBeLessThanOrEqual(3);
  expect(await scene.ask()).toBe(200);
  expect(scene.leaked()).toEqual([]);
}, 120_000);
