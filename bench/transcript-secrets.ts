/**
 * `node bench/transcript-secrets.ts`: what masking costs over 200 MB of script output, beside `gunzip` of the same body in
 * the same run. Ratios say something; milliseconds say what this machine did today.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createGzip } from 'node:zlib';
import { createMasker } from '../src/secrets/masker.ts';

const totalBytes = 200_000_000;
/** As gunzip gives them. */
const chunkBytes = 65_536;
const linesOfBlock = 20_000;

/** A line in so many holds a secret; 0: none does. */
function block(secretEvery: number): Buffer {
  const id = (n: number): string => ((n * 2_654_435_761) >>> 0).toString(16).padStart(8, '0');
  const forms: readonly ((n: number) => string)[] = [
    (n) =>
      `2026-11-24T14:03:${String(n % 60).padStart(2, '0')}.123Z INFO C:\\Windows\\System32\\svchost.exe pid=${n} started by NT AUTHORITY\\SYSTEM`,
    (n) =>
      `-a----        11/24/2026   2:03 PM       ${n * 37} C:\\Users\\ana.lopez\\AppData\\Local\\Temp\\report-${n}.docx`,
    (n) => `${id(n).repeat(8)}  C:\\Program Files\\Contoso\\bin\\module${n}.dll`,
    (n) => `TCP    10.1.${n % 255}.17:${49_152 + (n % 1_000)}   203.0.113.${n % 255}:443   ESTABLISHED   ${n}`,
    (n) =>
      `HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{${id(n)}-0000-4000-8000-000000000000}`,
    (n) =>
      `    "name": "task ${n}", "enabled": true, "path": "\\\\Contoso\\\\Update", "lastRun": "2026-11-24T14:03:22Z"`,
  ];
  const lines = Array.from({ length: linesOfBlock }, (_, n) =>
    secretEvery > 0 && n % secretEvery === 0
      ? `net user svc-${n} P@ssw0rd-${n} /add`
      : (forms[n % forms.length]?.(n) ?? ''),
  );
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

function maskAll(body: Buffer): { readonly ms: number; readonly masked: number } {
  const masker = createMasker();
  const start = performance.now();
  for (let given = 0; given < totalBytes; given += body.length)
    for (let at = 0; at < body.length; at += chunkBytes) masker.push(body.subarray(at, at + chunkBytes));
  masker.end();
  return { ms: performance.now() - start, masked: masker.found().masked };
}

async function gunzipMs(body: Buffer): Promise<number> {
  const gzip = createGzip({ level: 6 });
  const packed: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => packed.push(chunk));
  for (let given = 0; given < totalBytes; given += body.length) if (!gzip.write(body)) await once(gzip, 'drain');
  gzip.end();
  await once(gzip, 'end');
  const start = performance.now();
  const child = spawn('gunzip', ['-c'], { stdio: ['pipe', 'ignore', 'inherit'] });
  for (const chunk of packed) if (!child.stdin.write(chunk)) await once(child.stdin, 'drain');
  child.stdin.end();
  await once(child, 'exit');
  return performance.now() - start;
}

const bodies = [
  ['no secret', block(0)],
  ['a secret every 100 lines', block(100)],
] as const;
const baseMs = await gunzipMs(bodies[0][1]);
console.table(
  bodies.flatMap(([what, body]) =>
    [1, 2, 3].map(() => {
      const { ms, masked } = maskAll(body);
      return {
        what,
        masked,
        ms: ms.toFixed(0),
        'MB/s': (totalBytes / 1_000 / ms).toFixed(0),
        'of gunzip': (ms / baseMs).toFixed(2),
      };
    }),
  ),
);
console.log(`gunzip of the same body: ${baseMs.toFixed(0)} ms`);
