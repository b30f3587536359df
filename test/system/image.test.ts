/**
 * What the container image starts, without a container engine: the files that the Dockerfile copies, with the packages of
 * production alone, in a process that may read nothing else, and write nothing but what the image gives to its user.
 * Source: nodejs.org/api/permissions.html (process-based permissions)
 */

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startChild, type Child } from '../../scripts/child.ts';
import { freePort } from '../../scripts/ports.ts';
import { textOf } from '../repo/files.ts';
import { until } from '../support/until.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const image = textOf('Dockerfile');

let packages: string;
let folder: string;
let app: string;
let settings: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'image-')));
  app = join(folder, 'app');
  for (const path of copied()) await cp(join(repository, path), join(app, path), { recursive: true });
  packages = await realpath(join(repository, 'node_modules'));
  await symlink(packages, join(app, 'node_modules'));
  for (const path of ['data', 'spool']) await mkdir(join(folder, path), { mode: 0o700 });
  const id = '00000000-aaaa-bbbb-cccc-0123456789ab';
  settings = {
    NODE_ENV: 'production',
    DATABASE_URL: `sqlite:${join(folder, 'data', 'bot.db')}`,
    TRANSCRIPT_DIR: join(folder, 'spool'),
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    ...{ MicrosoftAppId: id, MicrosoftAppTenantId: id, MicrosoftAppPassword: 'p', BOT_TOKEN_URL: nowhere },
    ...{ DEFENDER_TENANT_ID: id, DEFENDER_CLIENT_ID: id, DEFENDER_CLIENT_SECRET: 's', DEFENDER_TOKEN_URL: nowhere },
  };
});
afterAll(() => rm(folder, { recursive: true }));

/** What packages look at: which system this is, and how it does. */
const system = ['/etc', '/proc'];

/** Nobody listens there: this is not about Entra. */
const nowhere = 'http://127.0.0.1:9/token';

test('starts, is healthy, keeps its state and its spool, and stops cleanly', async () => {
  const bot = started(['data', 'spool']);
  try {
    await until(() => Promise.resolve(bot.output().includes('the bot listens') || bot.hasExited() ? true : undefined));

    await expect(healthCheck()).resolves.toBeDefined();
    expect(await readdir(join(folder, 'data'))).toContain('bot.db');
    expect(await readdir(join(folder, 'spool'))).toContain('lock');
    expect(await bot.stop(20_000)).toBe(0);
    await expect(healthCheck()).rejects.toMatchObject({ code: 1 });
  } finally {
    await bot.stop(0);
  }
}, 60_000);

test('needs the place of its state: without it, it says so and ends', async () => {
  const bot = started(['spool']);

  expect(await bot.exited()).toBe(1);
  expect(bot.output()).toMatch(/bot\.db/);
}, 60_000);

/** @param writable - of the folder. */
function started(writable: readonly string[]): Child {
  const [, ...args] = command(/^CMD (.*)$/m);
  const readable = [app, ...productionPackages(), ...system];
  const places = writable.map((path) => join(folder, path));
  const nodeArgs = [
    '--permission',
    ...[...readable, ...places].map((path) => `--allow-fs-read=${path}`),
    ...places.map((path) => `--allow-fs-write=${path}`),
  ];
  return startChild(args, { cwd: app, nodeArgs, env: settings });
}

function healthCheck(): Promise<unknown> {
  const [, ...args] = command(/^ {2}CMD (.*)$/m);
  return promisify(execFile)(process.execPath, args, { env: { PORT: settings['PORT'] } });
}

/** Of the Dockerfile, in its form as JSON. */
function command(line: RegExp): readonly string[] {
  return JSON.parse(line.exec(image)?.[1] ?? '[]') as readonly string[]; // a test of the repository looks at it
}

function copied(): readonly string[] {
  return [...image.matchAll(/^COPY (.*)$/gm)].flatMap(([, step = '']) => step.split(' ').slice(0, -1));
}

/** Where `npm ci --omit=dev` puts packages, but for those of other machines. */
function productionPackages(): readonly string[] {
  const lock = JSON.parse(textOf('package-lock.json')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
  }; // as npm writes it
  return Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path]) => join(packages, path.slice('node_modules/'.length)));
}
