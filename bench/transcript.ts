/**
 * `node bench/transcript.ts ladder`: a result of 2 million lines (gzip on the wire) up the decode ladder, beside
 * `gunzip` of the same body in the same run; each in a process of its own.
 */

import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { climb } from '../src/transcript/ladder/climb.ts';
import { residentMiB } from './process-figures.ts';

const mib = 1024 * 1024;
const limits = { maxBytes: 512 * mib, maxRatio: 200, freeBytes: 64 * mib };
const rounds = 3;

/** Lines as a script prints them, about 100 bytes each, as they stand in JSON. */
function* documentOf(lines: number): Generator<string> {
  yield '{"script_name":"list.ps1","exit_code":0,"script_output":"';
  let seed = 1;
  const block: string[] = [];
  for (let i = 0; i < lines; i++) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    const [name, time] = [seed.toString(36), String(i % 86_400).padStart(5, '0')];
    block.push(
      `2026-01-12 ${time} C:\\\\Windows\\\\System32\\\\${name}.dll loaded by ${seed % 977} (user${seed % 50}), signature verified`,
    );
    if (block.length < 1_000 && i < lines - 1) continue;
    yield `${block.splice(0).join('\\r\\n')}\\r\\n`;
  }
  yield '","script_errors":""}';
}

async function climbed(file: string): Promise<void> {
  const idleMiB = residentMiB(process.pid);
  let peakMiB = idleMiB;
  const start = performance.now();
  const { events, facts } = climb(createReadStream(file, { highWaterMark: 65_536 }), limits);
  let [bytes, count, firstMs] = [0, 0, 0];
  for await (const event of events) {
    if (bytes === 0) firstMs = performance.now() - start;
    bytes += event.bytes.length;
    if (count++ % 50 === 0) peakMiB = Math.max(peakMiB, residentMiB(process.pid));
  }
  const ms = performance.now() - start;
  const contentBytes = facts().content.bytes;
  console.log(JSON.stringify({ ms, firstMs, addedMiB: peakMiB - idleMiB, textBytes: bytes, contentBytes }));
}

async function compared(): Promise<void> {
  const rows: Readonly<Record<string, number>>[] = [];
  const directory = mkdtempSync(join(tmpdir(), 'bench-transcript-'));
  try {
    for (const lines of [10_000, 2_000_000, 5_000_000]) {
      const file = join(directory, `${lines}.gz`);
      await pipeline(Readable.from(documentOf(lines)), createGzip(), createWriteStream(file));
      for (let round = 0; round < rounds; round++) {
        const start = performance.now();
        spawnSync('sh', ['-c', `gunzip -c ${file} > /dev/null`]);
        const gunzipMs = performance.now() - start;
        const child = spawnSync(process.execPath, [import.meta.filename, 'climb', file], { encoding: 'utf8' });
        if (child.status !== 0) throw new Error(child.stderr);
        const { ms = 0, ...measured } = JSON.parse(child.stdout) as Readonly<Record<string, number>>; // our own
        rows.push({ lines, gunzipMs, ms, ratio: ms / gunzipMs, ...measured });
      }
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
  const rounded = ([name, value]: readonly [string, number]): readonly [string, number] => [
    name,
    Number(value.toFixed(2)),
  ];
  console.table(rows.map((row) => Object.fromEntries(Object.entries(row).map(rounded))));
}

const [, , what, file] = process.argv;
if (what === 'climb' && file !== undefined) await climbed(file);
else if (what === 'ladder') await compared();
else console.error('node bench/transcript.ts ladder');
