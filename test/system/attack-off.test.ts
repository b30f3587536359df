/** The bot as a process with `BOT_AUTH=off`, attacked from the browser of the machine that it runs on. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { oddAttacks } from './attack/activities.ts';
import { send, type Attack } from './attack/attack.ts';
import { bodyAttacks } from './attack/bodies.ts';
import { headAttacks } from './attack/heads.ts';
import { offAttacks } from './attack/off.ts';
import { startScene, type Scene } from './attack/scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await startScene({ auth: 'off' });
  expect(await scene.ask()).toBe(200);
}, 60_000);

afterEach(async () => {
  expect(await scene.ask()).toBe(200);
  expect(scene.leaked()).toEqual([]);
});

afterAll(() => scene.close());

describe.each<[string, readonly Attack[]]>([
  ['a request of', offAttacks],
  ['an activity with', oddAttacks],
  ['a body of', bodyAttacks],
  ['a request with', headAttacks],
])('%s', (_, attacks) => {
  test.each(attacks)('%s is answered with %i and no word', async (_name, status, attempt) => {
    const answer = await send(await attempt(scene), scene);

    expect(answer).toEqual({ status, text: '' });
  });
});
