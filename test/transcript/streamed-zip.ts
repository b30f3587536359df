import { Zip, type ZipDeflate, type ZipPassThrough } from 'fflate';

/** A zip as it is written by those who know the sizes only at the end. */
export function streamedZip(
  files: Readonly<Record<string, Uint8Array>>,
  Entry: typeof ZipDeflate | typeof ZipPassThrough,
): Buffer {
  const parts: Uint8Array[] = [];
  const zip = new Zip((_, part) => parts.push(part));
  for (const [name, bytes] of Object.entries(files)) {
    const entry = new Entry(name);
    zip.add(entry);
    entry.push(bytes, true);
  }
  zip.end();
  return Buffer.concat(parts);
}
