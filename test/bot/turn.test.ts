import { beforeEach, describe, expect, test } from '@jest/globals';
import { DefenderError } from '../../src/defender/errors.ts';
import { gone, harness, type Harness } from './turn-harness.ts';

let chat: Harness;
beforeEach(() => {
  chat = harness();
});

describe('a typed command', () => {
  test('that is quick is one message and nothing else', async () => {
    await chat.type('now');

    expect(chat.out).toEqual(['post m1: now 1']);
    expect(chat.clock.sleepers).toBe(0);
  });

  test('that takes a moment shows typing', async () => {
    const turn = chat.type('show');
    await chat.clock.advance(2_999);
    await chat.answer(0, 'done');
    await turn;

    expect(chat.out).toEqual(['typing', 'post m1: done']);
  });

  test('that is slow shows a working card, which becomes the answer', async () => {
    const turn = chat.type('show');
    await chat.clock.advance(3_000);
    expect(chat.out).toEqual(['typing', 'post m1: Working on show…']);
    await chat.answer(0, 'done');
    await turn;

    expect(chat.out.slice(2)).toEqual(['edit m1: done']);
  });

  test('that is slow and fails: the working card becomes the error', async () => {
    const turn = chat.type('show');
    await chat.clock.advance(3_000);
    await chat.fail(0, new DefenderError('failed', 'x'));
    await turn;

    expect(chat.out.slice(2)).toEqual(['edit m1: Defender had an error of its own.']);
  });

  test('whose working card is gone is posted anew', async () => {
    const turn = chat.type('show');
    await chat.clock.advance(3_000);
    chat.failing.set('edit', gone());
    await chat.answer(0, 'done');
    await turn;

    expect(chat.out.slice(2)).toEqual(['post m2: done']);
  });

  test.each(['typing', 'post'] as const)('is answered also when %s failed while it ran', async (way) => {
    const turn = chat.type('show');
    chat.failing.set(way, new Error('Teams does not take it'));
    await chat.clock.advance(3_000);
    chat.failing.delete(way);
    await chat.answer(0, 'done');
    await turn;

    expect(chat.out.at(-1)).toMatch(/: done$/);
  });

  test('that never ends is stopped at its limit, and that is said', async () => {
    const turn = chat.type('show');
    await chat.clock.advance(60_000);
    await turn;

    expect(chat.out.at(-1)).toBe('edit m1: It took too long, so I stopped.');
    expect(chat.running[0]?.signal.aborted).toBe(true);
    expect(chat.clock.sleepers).toBe(0);
  });

  test('whose answer Teams refuses gets a word about it, with the reference', async () => {
    chat.failingOnce.set('post', new RangeError('too large'));
    await chat.type('now');

    expect(chat.out).toEqual([
      expect.stringMatching(/^post m\d+: Teams did not take my answer\. .* reference [0-9a-f]{8}\.$/),
    ]);
    expect(chat.logged.join('\n')).toContain('Teams did not take the answer');
  });

  test('whose answer does not get through leaves no working card behind', async () => {
    const turn = chat.type('show');
    await chat.clock.advance(3_000);
    chat.failingOnce.set('edit', new Error('no answer'));
    await chat.answer(0, 'done');
    await turn;

    expect(chat.out.at(-1)).toMatch(/^edit m1: Teams did not take my answer/);
  });

  test('whose answer may have arrived says nothing more', async () => {
    chat.failingOnce.set('post', new Error('no answer'));

    await expect(chat.type('now')).rejects.toThrow('no answer');
    expect(chat.out).toEqual([]);
  });

  test('rejects when Teams takes no answer at all', async () => {
    chat.failing.set('post', new Error('Teams does not take it'));

    await expect(chat.type('now')).rejects.toThrow('Teams does not take it');
  });
});

describe('what was seen before', () => {
  test('a press within two seconds of the same is one; after that it is another', async () => {
    await chat.type('now');
    const press = (): Promise<void> => chat.press('m1', ['now', 'page', '2'], { by: 'bob' });
    await press();
    await chat.clock.advance(2_000);
    await press();
    expect(chat.out).toEqual(['post m1: now 1', 'post m2: now 2']);
    await chat.clock.advance(1);
    await press();

    expect(chat.out).toEqual(['post m1: now 1', 'post m2: now 2', 'post m3: now 2']);
  });

  test('the same press by somebody else, and another press by the same, are others', async () => {
    await chat.type('now');
    await chat.press('m1', ['now', 'page', '2']);
    await chat.press('m1', ['now', 'page', '2'], { by: 'bob' });
    await chat.press('m1', ['now', 'page', '3']);

    expect(chat.out).toEqual(['post m1: now 1', 'edit m1: now 2', 'post m2: now 2', 'edit m1: now 3']);
  });
});

describe('several at once', () => {
  test('four of one conversation run side by side, the fifth waits its turn', async () => {
    const turns = Array.from({ length: 5 }, () => chat.type('show'));
    await chat.clock.advance(0);
    expect(chat.running).toHaveLength(4);
    await chat.answer(0, 'done');
    await chat.clock.advance(0);

    expect(chat.running).toHaveLength(5);
    for (const one of chat.running) one.answer('done');
    await Promise.all(turns);
    expect(chat.out).toHaveLength(5);
  });

  test('the fifth shows that it waits, then that it is worked on, and becomes its answer', async () => {
    const turns = Array.from({ length: 5 }, () => chat.type('show'));
    await chat.clock.advance(500);
    expect(chat.out).toEqual(['typing', 'typing', 'typing', 'typing', 'typing']);
    await chat.clock.advance(2_500);
    await chat.answer(0, 'first');
    await chat.clock.advance(5_000);
    for (const one of chat.running) one.answer('done');
    await Promise.all(turns);

    expect(chat.out.filter((line) => line.includes('m5'))).toEqual([
      'post m5: Waiting with show: others were asked here first…',
      'edit m5: Working on show…',
      'edit m5: done',
    ]);
    expect(chat.clock.sleepers).toBe(0);
  });

  test('what asks nobody waits for none of them, nor does what is refused', async () => {
    const turns = Array.from({ length: 5 }, () => chat.type('show'));
    await chat.clock.advance(0);

    await chat.type('now');
    await chat.type('nonsense');

    expect(chat.out).toEqual(['post m1: now 1', 'post m2: That was not understood']);
    for (const one of chat.running) one.answer('done');
    await chat.clock.advance(0);
    for (const one of chat.running) one.answer('done');
    await Promise.all(turns);
  });

  test('another conversation does not wait for them', async () => {
    const turns = Array.from({ length: 5 }, () => chat.type('show'));
    await chat.clock.advance(0);

    await chat.type('now', { in: 'c2' });

    expect(chat.out).toEqual(['post m1: now 1']);
    for (const one of chat.running) one.answer('done');
    await chat.clock.advance(0);
    for (const one of chat.running) one.answer('done');
    await Promise.all(turns);
  });
});

test('the log tells of each turn what it was and how it went, and nothing that was typed', async () => {
  await chat.type('now');
  await chat.type('nonsense my-secret-word');
  const turn = chat.type('show');
  await chat.fail(0, new DefenderError('failed', 'x', { correlationId: 'c-1' }));
  await turn;
  const bug = chat.type('show');
  await chat.fail(1, new TypeError('a bug'));
  await bug;

  const logged = chat.logged.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  expect(logged).toMatchObject([
    { command: 'now', outcome: 'answered', delivered: 'posted', durationMs: 0 },
    { outcome: 'refused' },
    { command: 'show', outcome: 'failed', error: 'DefenderError', kind: 'failed', correlationId: 'c-1' },
    { command: 'show', outcome: 'failed', error: 'TypeError', stack: expect.stringContaining('a bug') },
  ]);
  expect(chat.logged.join()).not.toContain('my-secret-word');
});
