/**
 * `node bench/transcript-results.ts`: 200 MB of output in 2 million lines, gzip on the wire, from a storage on this
 * machine to the card, beside `curl | gunzip` of the same body and `grep -ci` of the same text in the same run. The
 * reading is a process of its own. Linux only.
 */

import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import { Agent } from 'undici';
import { shownOutput } from '../src/bot/shown-output.ts';
import { systemClock } from '../src/clock.ts';
import { numbers } from '../src/config.ts';
import type { CommandResult } from '../src/transcript/model.ts';
import { createResults, type ReadResult } from '../src/transcript/results.ts';
import { spoolLimits } from '../src/transcript/spool/limits.ts';
import { createSpool } from '../src/transcript/spool/spool.ts';
import { createGrep } from '../src/transcript/views/grep.ts';
import { nodeFlags } from '../scripts/node-flags.ts';
import { residentMiB } from './process-figures.ts';

const mib = 1024 * 1024;
const glanceBytes = 8 * mib;
const signal = new AbortController().signal;

/** Lines as a script prints them, about 100 bytes each. One of them, near the end, has a rare word. */
function* linesOf(count: number): Generator<string> {
  let seed = 1;
  const block: string[] = [];
  for (let i = 0; i < count; i++) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    const rare = i === count - 1_000 ? 'Zyzzyva' : seed.toString(36);
    block.push(
      `2026-01-12 ${String(i % 86_400).padStart(5, '0')} C:\\Windows\\System32\\${rare}.dll loaded by ${seed % 977} (user${seed % 50}), signature verified`,
    );
    if (block.length < 1_000 && i < count - 1) continue;
    yield `${block.splice(0).join('\r\n')}\r\n`;
  }
}

function* documentOf(count: number): Generator<string> {
  yield '{"script_name":"list.ps1","exit_code":0,"script_output":"';
  for (const block of linesOf(count)) yield JSON.stringify(block).slice(1, -1);
  yield '","script_errors":""}';
}

interface Reading {
  readonly firstMs: number;
  readonly wholeMs: number;
  readonly addedMiB: number;
  readonly pageMs: number;
  readonly grepMs: number;
  readonly links: number;
  readonly diskMiB: number;
}

/** In a process of its own. @param askers - how many ask at the same time. */
async function read(url: string, askers: number): Promise<Reading> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-results-'));
  const spool = createSpool<CommandResult>({
    directory: join(directory, 'spool'),
    limits: spoolLimits,
    clock: systemClock,
  });
  const hosts = [new URL(url).host];
  const results = createResults({ ...numbers.results, spool, hosts, dispatcher: new Agent(), clock: systemClock });
  const grep = createGrep();
  let links = 0;
  const link = (): Promise<string> => Promise.resolve(`${url}?sig=${++links}`);
  const request = { actionId: 'a', index: 0, link, expect: 'transcript', signal } as const;
  const show = (result: ReadResult, view: Parameters<typeof shownOutput>[1]) =>
    shownOutput(result, view, { grep, signal });
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };
  const idleMiB = residentMiB(process.pid);
  let peakMiB = idleMiB;
  const watch = setInterval(() => (peakMiB = Math.max(peakMiB, residentMiB(process.pid))), 20);
  try {
    const ask = (enough: (result: ReadResult) => boolean): Promise<number> =>
      timed(() =>
        results(request, async (result) => {
          await result.until(() => enough(result));
          return show(result, { kind: 'overview' });
        }),
      );
    const first = ask((result) => result.output.soFar().bytes >= glanceBytes);
    const others = Array.from({ length: askers - 1 }, () => ask(() => false));
    const [firstMs, wholeMs] = await Promise.all([first, ask(() => false)]);
    await Promise.all(others);
    const kept = <R>(use: (result: ReadResult) => Promise<R>): Promise<R> => results(request, use);
    const pageMs = await timed(() => kept((result) => show(result, { kind: 'page', page: 20_000 })));
    const grepMs = await timed(() => kept((result) => show(result, { kind: 'grep', text: 'zyzzyva', first: 1 })));
    const files = readdirSync(join(directory, 'spool'), { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    const diskMiB = files.reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0) / mib;
    return { firstMs, wholeMs, addedMiB: peakMiB - idleMiB, pageMs, grepMs, links, diskMiB };
  } finally {
    clearInterval(watch);
    await spool.close();
    rmSync(directory, { recursive: true });
  }
}

interface Serving {
  readonly url: (name: string) => string;
  readonly downloads: () => number;
  readonly close: () => void;
}

async function serve(directory: string): Promise<Serving> {
  let downloads = 0;
  const server = createServer((request, response) => {
    downloads++;
    const name = new URL(request.url ?? '/', 'http://x').pathname.slice(1);
    createReadStream(join(directory, name)).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return { url: (name) => `http://127.0.0.1:${port}/${name}`, downloads: () => downloads, close: () => server.close() };
}

/** What another process prints as JSON, and how long it took. */
function run(command: string, args: readonly string[]): Promise<{ readonly ms: number; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', reject).once('close', (code) => {
      if (code === 0) resolve({ ms: performance.now() - start, output });
      else reject(new Error(`${command} ended with ${code}`));
    });
  });
}

async function reading(url: string, askers = 1): Promise<Reading> {
  const { output } = await run(process.execPath, [...nodeFlags, import.meta.filename, 'read', url, String(askers)]);
  return JSON.parse(output) as Reading; // our own
}

const round = (value: number): number => Number(value.toFixed(2));

async function sizes(directory: string, { url }: Serving): Promise<void> {
  const rows = [];
  for (const lines of [10_000, 200_000, 2_000_000]) {
    const [packed, plain] = [`${lines}.gz`, `${lines}.txt`];
    await pipeline(Readable.from(documentOf(lines)), createGzip(), createWriteStream(join(directory, packed)));
    await pipeline(Readable.from(linesOf(lines)), createWriteStream(join(directory, plain)));
    for (let i = 0; i < 3; i++) {
      const { ms: gunzipMs } = await run('sh', ['-c', `curl -s ${url(packed)} | gunzip > /dev/null`]);
      const { ms: grepOwnMs } = await run('sh', ['-c', `grep -ci zyzzyva ${join(directory, plain)}`]);
      const { firstMs, wholeMs, addedMiB, pageMs, grepMs } = await reading(url(packed));
      rows.push({
        lines,
        'curl|gunzip, ms': round(gunzipMs),
        'first lines': `${round(firstMs)} (${round(firstMs / gunzipMs)}×)`,
        'all read': `${round(wholeMs)} (${round(wholeMs / gunzipMs)}×)`,
        'added MiB': round(addedMiB),
        'a page, ms': round(pageMs),
        'grep -ci, ms': round(grepOwnMs),
        grep: `${round(grepMs)} (${round(grepMs / grepOwnMs)}×)`,
      });
    }
  }
  console.table(rows);
}

/** Each member unpacks to 100 MB. */
function writeBomb(path: string, members: number): void {
  const member = gzipSync(Buffer.alloc(100 * mib, 'a')); // NULs would be left out
  const file = openSync(path, 'w');
  for (let i = 0; i < members; i++) writeSync(file, member);
  closeSync(file);
}

async function bomb(directory: string, { url }: Serving): Promise<void> {
  writeBomb(join(directory, 'bomb.gz'), 100);
  const packedMiB = statSync(join(directory, 'bomb.gz')).size / mib;
  const { wholeMs, addedMiB, diskMiB } = await reading(url('bomb.gz'));
  console.log(
    `a bomb of ${round(packedMiB)} MiB that unpacks to 10 GB: read to its budget in ${round(wholeMs)} ms, ${round(diskMiB)} MiB on disk, ${round(addedMiB)} MiB added`,
  );
}

async function crowd(serving: Serving): Promise<void> {
  const before = serving.downloads();
  const { links, wholeMs } = await reading(serving.url('200000.gz'), 50);
  const downloads = serving.downloads() - before;
  console.log(`50 who ask for the same result at once: ${links} link, ${downloads} download, ${round(wholeMs)} ms`);
}

async function all(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-storage-'));
  const serving = await serve(directory);
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' });
    await sizes(directory, serving);
    await bomb(directory, serving);
    await crowd(serving);
  } finally {
    serving.close();
    rmSync(directory, { recursive: true });
  }
}

const [, , role, url, askers] = process.argv;
if (role === 'read' && url !== undefined) {
  console.log(JSON.stringify(await read(url, Number(askers))));
  process.exit(0); // connections that are kept alive hold it
} else await all();
