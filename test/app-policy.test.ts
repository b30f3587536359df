/** The whole bot and the access policy that the replicas share. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { emulatorEnvironment } from '../scripts/bot-process.ts';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import type { PublishedPolicy } from '../src/policy/policy-board.ts';
import { openState } from '../src/state/state.ts';
import { manualClock } from './support/clock.ts';

test('takes nothing before it has heard which policy is in force', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'policy-'));
  const file = join(folder, 'policy.json');
  await writeFile(file, '{"grants": []}');
  const clock = manualClock();
  const happened: string[] = [];
  const note = (_: object, words: string): void => void happened.push(words);
  const heard = Promise.withResolvers<PublishedPolicy>();
  const policyBoard = { publish: () => heard.promise, newest: () => Promise.resolve(undefined) };
  const state = await openState({ file: ':memory:' });
  const config = readConfig({
    ...emulatorEnvironment('http://127.0.0.1:9'),
    ...{ MicrosoftAppId: '00000000-aaaa-bbbb-cccc-0123456789ab', MicrosoftAppPassword: 'not used' },
    ...{ MicrosoftAppTenantId: '11111111-aaaa-bbbb-cccc-0123456789ab', ACCESS_POLICY_FILE: file },
    TRANSCRIPT_DIR: folder,
  });
  const app = createApp(
    { ...config, listen: { port: 0, host: '127.0.0.1' } },
    {
      ...{ clock, random: () => 0, state: { ...state, policyBoard } },
      log: { debug: note, info: note, warn: note, error: note },
    },
  );

  const starting = app.start().then(() => happened.push('listens'));
  await clock.advance(0);
  expect(happened).toEqual([]);
  heard.resolve({ version: 'other', text: '{"grants": [{"role": "reader", "to": "tenant"}]}' });
  await starting;

  expect(happened[0]).toBe('the file of the access policy is older than that of another replica, which is in force');
  expect(happened.at(-1)).toBe('listens');
  const stopped = app.stop({ leadMs: 0, deadlineMs: 1_000 });
  await clock.advance(1_000);
  await stopped;
  await state.close();
  await rm(folder, { recursive: true });
});
