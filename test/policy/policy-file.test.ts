import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { lookEveryMs, openPolicyFile, type PolicyEvent, type PolicyFile } from '../../src/policy/policy-file.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';

let folder: string;
let path: string;
let clock: ManualClock;
let events: PolicyEvent[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
  path = join(folder, 'policy.json');
  clock = manualClock();
  events = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(to: string): void {
  writeFileSync(path, JSON.stringify({ grants: [{ role: 'reader', to }] }));
}

function opened(): PolicyFile {
  const result = openPolicyFile(path, { clock, report: (event) => events.push(event) });
  if (!result.ok) throw new Error(result.faults.join('\n'));
  return result.file;
}

const channel = 'channel:19:a@thread.tacv2';

describe('at the start', () => {
  test('a good file is in force', () => {
    write('tenant');

    expect(opened().current().grants).toEqual([{ role: 'reader', to: 'tenant' }]);
  });

  test('a broken file is refused with its faults', () => {
    write('everybody');

    expect(openPolicyFile(path, { clock, report: () => undefined })).toMatchObject({
      ok: false,
      faults: [expect.stringMatching(/^grants\[0\]\.to: must be/)],
    });
  });

  test('a file that is not there is refused', () => {
    expect(openPolicyFile(path, { clock, report: () => undefined })).toEqual({
      ok: false,
      faults: ['the file cannot be read'],
    });
  });
});

describe('a file that changes', () => {
  async function watching(work: (file: PolicyFile) => Promise<void>): Promise<void> {
    write('tenant');
    const stop = new AbortController();
    const file = opened();
    const watch = file.watch(stop.signal);
    await work(file);
    stop.abort();
    await watch;
  }

  test('is in force within seconds, and told', async () => {
    await watching(async (file) => {
      write(channel);
      await clock.advance(lookEveryMs);

      expect(file.current().grants).toEqual([{ role: 'reader', to: channel }]);
      expect(events).toEqual([{ kind: 'loaded', grants: 1 }]);
    });
  });

  test.each([
    ['broken', () => writeFileSync(path, '{"grants": [')],
    ['taken away', () => rmSync(path)],
  ])('and is %s leaves the one before in force, and that is told once', async (_, change) => {
    await watching(async (file) => {
      change();
      await clock.advance(3 * lookEveryMs);

      expect(file.current().grants).toEqual([{ role: 'reader', to: 'tenant' }]);
      expect(events).toMatchObject([{ kind: 'refused' }]);
    });
  });

  test('is in force again when it is mended', async () => {
    await watching(async (file) => {
      writeFileSync(path, '');
      await clock.advance(lookEveryMs);
      write(channel);
      await clock.advance(lookEveryMs);

      expect(file.current().grants).toEqual([{ role: 'reader', to: channel }]);
    });
  });

  test('is read at once when that is asked for', () => {
    write('tenant');
    const file = opened();
    write(channel);

    file.reload();

    expect(file.current().grants).toEqual([{ role: 'reader', to: channel }]);
  });

  test('and no more once the bot stops', async () => {
    await watching(() => Promise.resolve());

    expect(clock.sleepers).toBe(0);
  });
});
