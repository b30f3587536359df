/** What a process leaves when it dies amid a question. */

import { describe, expect, test } from '@jest/globals';
import { maxAttempts } from '../../src/state/activities.ts';
import { memory } from '../../src/state/run-once.ts';
import { engines } from './engines.ts';
import { question, runOnceStage } from './run-once-stage.ts';

describe.each(engines)('after a crash, on %s', (_, create) => {
  const stage = runOnceStage(create);

  test('what was not answered is answered, once, and as it was asked', async () => {
    void stage.runOnce().run(question('q', 'invoke'));
    await stage.settled();
    const once = await stage.restart();

    await once.start();
    await stage.settled();
    expect(stage.running.map(({ text }) => text)).toEqual(['q']);
    expect(await once.run(question('q', 'invoke'))).toBe('repeated');
    stage.running[0]?.answer();
    await once.stop();

    await (await stage.restart()).start();
    await stage.settled();
    expect(stage.running).toHaveLength(0);
  });

  test('what was answered is not answered twice', async () => {
    const answer = stage.runOnce().run(question('q'));
    await stage.settled();
    stage.running[0]?.answer();
    await answer;
    const once = await stage.restart();

    await once.start();
    await stage.settled();

    expect(stage.running).toHaveLength(0);
    await once.stop();
  });

  test('what is older than a repeat is known for is not worth an answer', async () => {
    void stage.runOnce().run(question('q'));
    await stage.settled();
    await stage.clock.advance(memory.maxAgeMs + 1);
    const once = await stage.restart();

    await once.start();
    await stage.settled();

    expect(stage.running).toHaveLength(0);
    await once.stop();
  });

  test('what ended three processes is given up, once, and not run', async () => {
    void stage.runOnce().run(question('q'));
    await stage.settled();
    for (let crash = 1; crash < maxAttempts; crash++) {
      await (await stage.restart()).start();
      await stage.settled();
    }
    expect(stage.givenUp).toEqual([]);

    const once = await stage.restart();
    await once.start();
    await stage.settled();
    await once.stop();
    await (await stage.restart()).start();
    await stage.settled();

    expect([stage.givenUp, stage.running]).toEqual([['q'], []]);
  });

  test('one that fails again holds up no other', async () => {
    const before = stage.runOnce();
    void before.run(question('q1'));
    void before.run(question('q2'));
    await stage.settled();
    const once = await stage.restart();

    await once.start();
    await stage.settled();
    stage.running[0]?.fail();
    stage.running[1]?.answer();
    await once.stop();

    expect(stage.logged.join()).toContain('was not answered');
    expect(stage.running).toHaveLength(2);
  });
});
