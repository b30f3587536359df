import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDirectory } from '../../../src/transcript/spool/directory.ts';
import { thrown } from '../../support/thrown.ts';

let folder: string;
let root: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'directory-'));
  root = join(folder, 'deep', 'spool');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Another process that holds a directory of its own, with a file in it. */
async function holder(): Promise<{ readonly path: string; readonly kill: () => Promise<void> }> {
  const module = new URL('../../../src/transcript/spool/directory.ts', import.meta.url).href;
  const program = `import { openDirectory } from ${JSON.stringify(module)};
    import { writeFileSync } from 'node:fs';
    const own = openDirectory(${JSON.stringify(root)});
    writeFileSync(own.path + '/left', 'over');
    console.log(own.path);
    setInterval(() => own, 1000);`; // whoever lets go of it lets go of its lock
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer]; // a stream without an encoding gives buffers
  return {
    path: line.toString().trim(),
    kill: async () => {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}

function opening(): Promise<Error> {
  return thrown(Promise.resolve().then(() => openDirectory(root)));
}

describe('at a start', () => {
  test('what a killed process left is removed, what a living one holds is not', async () => {
    const [dead, living] = [await holder(), await holder()];
    expect(readdirSync(dead.path)).toEqual(['left', 'lock']);
    await dead.kill();

    const own = openDirectory(root);

    expect(readdirSync(root).sort()).toEqual(
      [living.path, own.path]
        .map((path) => path.slice(root.length + 1))
        .concat('lock')
        .sort(),
    );
    expect(readdirSync(living.path)).toEqual(['left', 'lock']);
  });

  test('a directory of this very process is left alone, and removed by itself', () => {
    const [one, other] = [openDirectory(root), openDirectory(root)];
    one.remove();

    expect(readdirSync(root).sort()).toEqual([other.path.slice(root.length + 1), 'lock'].sort());
  });

  test('a directory that nobody came to lock is removed', () => {
    mkdirSync(join(root, 'a'.repeat(32)), { recursive: true, mode: 0o700 });

    openDirectory(root);

    expect(readdirSync(root)).not.toContain('a'.repeat(32));
  });

  test('what is not ours by its name stays, and links are not followed', () => {
    mkdirSync(join(root, 'photos'), { recursive: true, mode: 0o700 });
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'file'), 'x');
    symlinkSync(elsewhere, join(root, 'b'.repeat(32)));

    openDirectory(root);

    expect(readdirSync(root)).toEqual(expect.arrayContaining(['photos', 'b'.repeat(32)]));
    expect(readdirSync(elsewhere)).toEqual(['file']);
  });
});

describe('the directory', () => {
  test('is made for its owner alone', () => {
    const { path } = openDirectory(root);

    for (const each of [root, path]) expect(statSync(each).mode & 0o777).toBe(0o700);
  });

  test('is refused where others may write to it', async () => {
    mkdirSync(root, { recursive: true });
    chmodSync(root, 0o777);

    expect(await opening()).toMatchObject({ name: 'SpoolError', kind: 'unsafe' });
  });

  test('is refused as a link', async () => {
    mkdirSync(join(folder, 'deep'));
    symlinkSync(folder, root);

    const error = await opening();

    expect(error).toMatchObject({ kind: 'unsafe' });
    expect(error.message).toMatch(/is a link/);
  });

  test('that cannot be made is a failure with its code', async () => {
    writeFileSync(join(folder, 'deep'), 'a file');

    expect(await opening()).toMatchObject({ name: 'SpoolError', kind: 'failed', code: 'ENOTDIR' });
  });
});
