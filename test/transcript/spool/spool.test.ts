import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Decode } from '../../../src/transcript/spool/entry.ts';
import { spoolLimits } from '../../../src/transcript/spool/limits.ts';
import type { Spool } from '../../../src/transcript/spool/spool.ts';
import type { SpooledTranscript } from '../../../src/transcript/spool/transcript.ts';
import { eventually } from '../../support/eventually.ts';
import { thrown } from '../../support/thrown.ts';
import { spooling } from '../spooling.ts';

const spool = spooling();

function text(output: string): Decode<string> {
  return async (writer) => {
    await writer.write('output', Buffer.from(output));
    return output;
  };
}

async function whole({ output, whole: end }: SpooledTranscript<string>): Promise<string> {
  await end;
  return (await output.read(0, output.soFar().bytes)).toString();
}

/** Paths of what holds text, without the lock. */
function dataFiles(): readonly string[] {
  return readdirSync(spool().directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'lock')
    .map((entry) => join(entry.parentPath, entry.name));
}

function never(): Promise<never> {
  return Promise.reject(new Error('decoded again'));
}

const secret = 'correct horse battery staple';

describe('on disk', () => {
  test('directories and files are for their owner alone, and their names say nothing', async () => {
    await spool().open().read('name of the key', text(secret), whole);

    const all = readdirSync(spool().directory, { recursive: true, withFileTypes: true });
    const modeOf = (path: string): number => statSync(path).mode & 0o777;
    expect(modeOf(spool().directory)).toBe(0o700);
    expect(all.length).toBeGreaterThan(3);
    for (const entry of all) {
      expect(modeOf(join(entry.parentPath, entry.name))).toBe(entry.isDirectory() ? 0o700 : 0o600);
      expect(entry.name).toMatch(/^(lock|[0-9a-f]{32})$/);
    }
  });

  test('nothing of the text can be read', async () => {
    await spool()
      .open()
      .read('a', text(`${secret}\n`.repeat(10_000)), whole);

    const [path = '', ...others] = dataFiles();
    expect(others).toEqual([]);
    expect(statSync(path).size).toBe(10_000 * (secret.length + 1));
    expect(readFileSync(path, 'latin1')).not.toContain('horse');
  });

  test('nothing is left when the spool is closed', async () => {
    const one = spool().open();
    await one.read('a', text('x'), whole);

    await one.close();

    expect(readdirSync(spool().directory)).toEqual(['lock']);
  });
});

describe('equal requests', () => {
  test('at once share one decode', async () => {
    let decodes = 0;
    const one = spool().open();
    const decode: Decode<string> = async (writer) => {
      decodes++;
      await new Promise((resolve) => setImmediate(resolve));
      return text('x')(writer, new AbortController().signal);
    };

    const all = await Promise.all(Array.from({ length: 50 }, () => one.read('a', decode, whole)));

    expect(all).toEqual(Array.from({ length: 50 }, () => 'x'));
    expect(decodes).toBe(1);
    expect(dataFiles()).toHaveLength(1);
  });

  test('later read what was decoded, of other keys not', async () => {
    const one = spool().open();
    await one.read('a', text('x'), whole);

    expect(await one.read('a', never, whole)).toBe('x');
    expect(await one.read('b', text('y'), whole)).toBe('y');
  });

  test('share a failure, which is not kept, and leaves no file', async () => {
    const one = spool().open();
    const fails: Decode<string> = async (writer) => {
      await writer.write('output', Buffer.from(secret));
      await writer.flush();
      throw new Error('the download broke');
    };

    const both = await Promise.all([thrown(one.read('a', fails, whole)), thrown(one.read('a', never, whole))]);

    expect(both.map(({ message }) => message)).toEqual(['the download broke', 'the download broke']);
    expect(await one.read('a', text('x'), whole)).toBe('x');
    expect(dataFiles()).toHaveLength(1);
  });
});

describe('a transcript', () => {
  test('is gone after an hour, from the disk too', async () => {
    const one = spool().open();
    await one.read('a', text('x'), whole);

    await spool().clock.advance(spoolLimits.maxAgeMs - 1);
    expect(await one.read('a', never, whole)).toBe('x');
    await spool().clock.advance(1);

    await eventually(() => dataFiles().length === 0);
    expect(await one.read('a', text('y'), whole)).toBe('y');
  });

  test('is not read when it has expired, though no timer came', async () => {
    const { clock } = spool();
    let later = 0;
    const one = spool().open({
      clock: { now: () => clock.now() + later, sleep: (ms, signal) => clock.sleep(ms, signal) },
    });
    await one.read('a', text('x'), whole);

    later = spoolLimits.maxAgeMs;

    expect(await one.read('a', text('y'), whole)).toBe('y');
  });

  test('that expires under a reader is read to its end, and found by nobody', async () => {
    const one = spool().open();

    const read = await one.read('a', text('x'), async (transcript) => {
      await transcript.whole;
      await spool().clock.advance(spoolLimits.maxAgeMs);
      await eventually(() => dataFiles().length === 0);
      return whole(transcript);
    });

    expect(read).toBe('x');
  });

  test('is not read by who kept it after its time', async () => {
    const one = spool().open();
    const kept = await one.read('a', text('x'), async (transcript) => {
      await transcript.whole;
      return { transcript };
    });
    await one.close();

    expect(await thrown(whole(kept.transcript))).toMatchObject({ name: 'SpoolError', kind: 'failed' });
  });
});

describe('the room for all', () => {
  const limits = { ...spoolLimits, maxTotalBytes: 10 };

  async function has(one: Spool<string>, key: string): Promise<boolean> {
    return (await one.read(key, text('new'), (transcript) => transcript.whole)) !== 'new';
  }

  test('is made by dropping what was not read for the longest time', async () => {
    const one = spool().open({ limits });
    await one.read('a', text('aaaa'), whole);
    await one.read('b', text('bbbb'), whole);
    await one.read('a', never, whole);

    await one.read('c', text('cccc'), whole);

    await eventually(() => dataFiles().length === 2);
    expect(await has(one, 'a')).toBe(true);
    expect(await has(one, 'c')).toBe(true);
    expect(await has(one, 'b')).toBe(false);
  });

  test('is not made by dropping what is being read', async () => {
    const one = spool().open({ limits });

    await one.read('a', text('aaaaaa'), async (transcript) => {
      await transcript.whole;
      expect(await thrown(one.read('b', text('bbbbbb'), whole))).toMatchObject({ name: 'SpoolError', kind: 'busy' });
      expect(await whole(transcript)).toBe('aaaaaa');
      expect(await one.read('a', never, whole)).toBe('aaaaaa');
    });

    expect(await one.read('b', text('bbbbbb'), whole)).toBe('bbbbbb');
  });

  test('is for so many transcripts, however little they hold', async () => {
    const one = spool().open({ limits: { ...spoolLimits, maxEntries: 2 } });
    for (const key of ['a', 'b']) await one.read(key, text(''), whole);
    await one.read('a', never, whole);

    await one.read('c', text(''), whole);

    expect(await one.read('a', never, whole)).toBe('');
    expect(await one.read('c', never, whole)).toBe('');
    expect(await has(one, 'b')).toBe(false);
  });

  test('of one transcript has a bound of its own', async () => {
    const one = spool().open({ limits: { ...spoolLimits, maxBytes: 5 } });

    expect(await thrown(one.read('a', text('123456'), whole))).toMatchObject({ kind: 'tooLarge' });
    expect(await one.read('a', text('12345'), whole)).toBe('12345');
  });
});

test('closing the spool ends the decode, its readers are told, and nothing is left', async () => {
  const one = spool().open();
  const begun = Promise.withResolvers<undefined>();
  const reading = thrown(
    one.read(
      'a',
      async (writer, signal) => {
        await writer.write('output', Buffer.from(secret));
        await writer.flush();
        begun.resolve(undefined);
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      },
      whole,
    ),
  );
  await begun.promise;

  await one.close();

  expect(await reading).toMatchObject({ name: 'SpoolError', kind: 'failed' });
  expect(readdirSync(spool().directory)).toEqual(['lock']);
  expect(await thrown(one.read('a', text('x'), whole))).toMatchObject({ name: 'SpoolError' });
});
