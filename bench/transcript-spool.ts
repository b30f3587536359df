/** The spool and its views over 200 MB in 2 million lines, beside `grep -ci` on the plain text. Linux only. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeSync, openSync, closeSync, readSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pid } from 'node:process';
import { systemClock } from '../src/clock.ts';
import { spoolLimits } from '../src/transcript/spool/limits.ts';
import { createSpool } from '../src/transcript/spool/spool.ts';
import { errorTotals } from '../src/transcript/views/errors.ts';
import { pageOf, pagesIn, tail } from '../src/transcript/views/excerpt.ts';
import { createGrep } from '../src/transcript/views/grep.ts';
import { residentMiB } from './process-figures.ts';

const size = { maxRows: 40, maxUnits: 18_000, unitsOf: ({ text }: { readonly text: string }) => text.length + 262 };
const words =
  'the quick lazy task service kernel process system access object security windows network value data token handle query size report local zone driver update module package registry config batch'.split(
    ' ',
  );

/** The same each time: words, numbers, paths and now and then a PowerShell error. */
function writePlain(path: string, bytes: number): number {
  const file = openSync(path, 'w');
  let seed = 12_345;
  const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) % below;
  const word = (): string => words[random(words.length)] ?? '';
  let lines = 0;
  for (let written = 0; written < bytes;) {
    let text = '';
    for (let i = 0; i < 1_000; i++, lines++)
      text += `${lines} ${Array.from({ length: 3 + random(14) }, word).join(' ')} C:\\Program Files\\${word()}\\${random(99_999)}.exe\r\n`;
    text += `Get-Item : Cannot find path 'C:\\nope'.\r\nAt line:1 char:1\r\n+ Get-Item C:\\nope\r\n    + CategoryInfo          : ObjectNotFound\r\n    + FullyQualifiedErrorId : PathNotFound\r\n`;
    lines += 5;
    written += writeSync(file, text);
  }
  closeSync(file);
  return lines;
}

/** One buffer for all: what is measured is not the garbage of reading. */
function* chunksOf(path: string): Generator<Buffer> {
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(65_536);
  for (;;) {
    const bytes = readSync(file, buffer);
    if (bytes === 0) break;
    yield buffer.subarray(0, bytes);
  }
  closeSync(file);
}

async function timedMs<T>(work: () => T): Promise<{ readonly ms: number; readonly value: Awaited<T> }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

async function bestMs(work: () => unknown, times = 5): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < times; i++) all.push((await timedMs(work)).ms);
  return Math.min(...all);
}

const folder = mkdtempSync(join(tmpdir(), 'bench-spool-'));
const idleMiB = residentMiB(pid);
let peakMiB = idleMiB;
const watch = setInterval(() => (peakMiB = Math.max(peakMiB, residentMiB(pid))), 10);

async function measure(megabytes: number): Promise<object> {
  const plain = join(folder, 'plain.txt');
  const lines = writePlain(plain, megabytes * 1_000_000);
  const spool = createSpool<undefined>({ directory: join(folder, 'spool'), limits: spoolLimits, clock: systemClock });
  global.gc?.();
  const baseMiB = residentMiB(pid);
  peakMiB = baseMiB;
  const row = await spool.read(
    'a',
    async (writer) => {
      for (const chunk of chunksOf(plain)) await writer.write('output', chunk);
      return undefined;
    },
    async (transcript) => {
      const write = await timedMs(() => transcript.whole);
      const writePeakMiB = peakMiB - baseMiB;
      const reading = await bestMs(() => {
        let bytes = 0;
        for (const chunk of chunksOf(plain)) bytes += chunk.length;
        return bytes;
      }, 2);
      const pages = pagesIn(transcript.output.soFar().textLines);
      const page = Math.max(
        ...(await Promise.all(
          [1, Math.floor(pages / 3), Math.floor(pages / 2), pages].map((n) =>
            bestMs(() => pageOf(transcript, n, { size }), 3),
          ),
        )),
      );
      const rare = 'mimikatz';
      const grepOnce = (typed: string) => bestMs(() => createGrep()(transcript, { typed, first: 1, size }), 3);
      const remembered = createGrep();
      await remembered(transcript, { typed: 'registry', first: 1, size });
      const plainGrep = await bestMs(() => {
        try {
          execFileSync('grep', ['-ci', rare, plain]);
        } catch {
          // nothing found is exit code 1
        }
      });
      const rareMs = await grepOnce(rare);
      return {
        MB: statSync(plain).size / 1e6,
        lines,
        errors: errorTotals(transcript).recognised,
        'write ms': write.ms.toFixed(0),
        'resident peak while writing, over idle, MiB': writePeakMiB.toFixed(0),
        'of it reading the plain file': reading.toFixed(0),
        'page ms (worst)': page.toFixed(1),
        'tail ms': (await bestMs(() => tail(transcript, 15, { size }))).toFixed(1),
        'grep -ci ms': plainGrep.toFixed(0),
        'grep rare ms': rareMs.toFixed(0),
        ratio: (rareMs / plainGrep).toFixed(2),
        'grep frequent ms': (await grepOnce('registry')).toFixed(0),
        'later page of it ms': (
          await bestMs(() => remembered(transcript, { typed: 'registry', first: 100_000, size }))
        ).toFixed(1),
        'grep /regex/ ms': (await grepOnce('/mimi(katz|dump)\\d+/')).toFixed(0),
      };
    },
  );
  const peak = peakMiB - baseMiB;
  await spool.close();
  return { ...row, 'resident peak of all, over idle, MiB': peak.toFixed(0) };
}

console.table([await measure(1)]);
console.table([await measure(200)]);
clearInterval(watch);
rmSync(folder, { recursive: true });
