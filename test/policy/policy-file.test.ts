import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openPolicyFile, type PolicyEvent, type PolicyFile } from '../../src/policy/policy-file.ts';

let folder: string;
let path: string;
let events: PolicyEvent[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
  path = join(folder, 'policy.json');
  events = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(to: string): void {
  writeFileSync(path, JSON.stringify({ grants: [{ role: 'reader', to }] }));
}

function opened(): PolicyFile {
  const result = openPolicyFile(path, (event) => events.push(event));
  if (!result.ok) throw new Error(result.faults.join('\n'));
  return result.file;
}

const channel = 'channel:19:a@thread.tacv2';

describe('at the start', () => {
  test('a good file is in force', () => {
    write('tenant');

    expect(opened().current().policy.grants).toEqual([{ role: 'reader', to: 'tenant' }]);
  });

  test('its time is that of the file', () => {
    write('tenant');
    utimesSync(path, 0, 1_795_529_002);

    expect(opened().modifiedAt).toBe(1_795_529_002_000);
  });

  test('a broken file is refused with its faults', () => {
    write('everybody');

    expect(openPolicyFile(path, () => undefined)).toMatchObject({
      ok: false,
      faults: [expect.stringMatching(/^grants\[0\]\.to: must be/)],
    });
  });

  test('a file that is not there is refused', () => {
    expect(openPolicyFile(path, () => undefined)).toEqual({
      ok: false,
      faults: ['the file cannot be read'],
    });
  });
});

describe('a file that changes', () => {
  test('is the one from the next look on, and told', () => {
    write('tenant');
    const file = opened();
    write(channel);

    expect([file.look(), file.look()]).toEqual([true, false]);

    expect(file.current().policy.grants).toEqual([{ role: 'reader', to: channel }]);
    expect(JSON.parse(file.current().text)).toEqual({ grants: [{ role: 'reader', to: channel }] });
    expect(events).toEqual([{ kind: 'loaded', grants: 1 }]);
  });

  test.each([
    ['broken', () => writeFileSync(path, '{"grants": [')],
    ['taken away', () => rmSync(path)],
  ])('and is %s leaves the one before, and that is told once', (_, change) => {
    write('tenant');
    const file = opened();
    change();

    expect([file.look(), file.look()]).toEqual([false, false]);

    expect(file.current().policy.grants).toEqual([{ role: 'reader', to: 'tenant' }]);
    expect(events).toMatchObject([{ kind: 'refused' }]);
  });

  test('is another one when it is mended, and the same where it only could not be read for a moment', () => {
    write('tenant');
    const file = opened();

    rmSync(path);
    file.look();
    write('tenant');
    expect(file.look()).toBe(false);
    rmSync(path);
    file.look();
    write(channel);
    expect(file.look()).toBe(true);

    expect(file.current().policy.grants).toEqual([{ role: 'reader', to: channel }]);
  });

  test('is read at once when that is asked for, changed or not', () => {
    write('tenant');
    const file = opened();

    expect(file.reload()).toBe(true);
    write(channel);
    expect(file.reload()).toBe(true);
    writeFileSync(path, '');
    expect(file.reload()).toBe(false);

    expect(file.current().policy.grants).toEqual([{ role: 'reader', to: channel }]);
    expect(events.map(({ kind }) => kind)).toEqual(['loaded', 'loaded', 'refused']);
  });
});
