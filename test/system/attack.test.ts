/** The bot as a process in `required` mode, under attack: each is refused, nothing is done for it, and genuine people are served in between. */

import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { foreignAttacks, oddAttacks } from './attack/activities.ts';
import { send, type Attack } from './attack/attack.ts';
import { bodyAttacks } from './attack/bodies.ts';
import { headAttacks } from './attack/heads.ts';
import { startScene, type Scene } from './attack/scene.ts';
import { sendSlowly, slowAttacks, type SlowAnswer } from './attack/slow.ts';
import { primedToken, primingToken, tokenAttacks } from './attack/tokens.ts';

let scene: Scene;
let slowAnswers: ReadonlyMap<string, Promise<SlowAnswer>>;

beforeAll(async () => {
  scene = await startScene();
  expect(await scene.ask()).toBe(200);
  slowAnswers = new Map(slowAttacks.map((attack) => [attack[0], sendSlowly(attack, scene)])); // beside all the others
}, 60_000);

afterEach(async () => {
  expect(await scene.ask()).toBe(200);
  expect(scene.leaked()).toEqual([]);
});

afterAll(() => scene.close());

describe.each<[string, readonly Attack[]]>([
  ['a caller with', tokenAttacks],
  ['an activity of', foreignAttacks],
  ['an activity with', oddAttacks],
  ['a body of', bodyAttacks],
  ['a request with', headAttacks],
])('%s', (_, attacks) => {
  test.each(attacks)('%s is answered with %i and no word', async (_name, status, attempt) => {
    const answer = await send(await attempt(scene), scene);

    expect(answer).toEqual({ status, text: '' });
  });
});

test('a token without a signature does not make a later one of the same tenant good', async () => {
  const tokens = [await primingToken(scene), await primedToken(scene), await primedToken(scene)];

  for (const token of tokens) {
    const answer = await send({ headers: { Authorization: `Bearer ${token}` } }, scene);
    expect(answer).toEqual({ status: 401, text: '' });
  }
});

describe('a caller', () => {
  test.each(slowAttacks.map(([name, status]) => [name, status] as const))(
    '%s is let go of with %i',
    async (name, status) => {
      const answer = await slowAnswers.get(name);

      expect(answer).toMatchObject({ status });
      expect(answer?.afterMs).toBeLessThan(20_000);
    },
    30_000,
  );
});

test('three hundred callers that hold their connections keep nobody out', async () => {
  const sockets = Array.from({ length: 300 }, () => connect(scene.port, '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));

  expect(await scene.ask()).toBe(200);

  for (const socket of sockets) socket.destroy();
});

/** Sent by somebody who may: it gets in, and does no more than what it says. */
describe('a genuine message', () => {
  test.each<[string, object]>([
    [
      'of a press for __proto__',
      { text: undefined, value: JSON.parse('{"__proto__":{"command":"files"},"command":"__proto__"}') as unknown },
    ],
    ['of a press for constructor', { text: undefined, value: { command: 'constructor', words: ['prototype'] } }],
    ['of a press for toString', { text: undefined, value: { command: 'toString', words: [{}] } }],
    ['of a press with odd words', { text: undefined, value: { command: ['help'], words: { length: -1 } } }],
    ['that says __proto__', { text: '__proto__' }],
    ['that says constructor', { text: 'constructor 1' }],
    [
      'with odd entities',
      { entities: [null, 1, {}, { type: 'mention' }, { type: 'mention', text: 1, mentioned: [] }] },
    ],
    ['with prototype keys beside its own', { constructor: { prototype: { type: 'x' } }, hasOwnProperty: 1, toJSON: 1 }],
  ])('%s is answered, and asks Defender nothing', async (_, fields) => {
    expect(await scene.ask(fields)).toBe(200);
  });
});

test('nothing of all this is in the log, and no error', () => {
  const said = scene.bot.child.output();

  expect(said).toContain('"reason":"tenant"');
  expect(said).not.toMatch(/eyJ|Bearer|evil|a:forged|"level":"(error|fatal)"/);
});
