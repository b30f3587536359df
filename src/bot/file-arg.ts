/** Files by their hashes, as arguments. */

import type { Arg } from './arg.ts';
import { quoted, UsageError } from './errors.ts';
import { idIn, idInPortalUrl } from './id.ts';

/** One to `most` hashes, lower case, each once. */
export function fileHashes({ most, help }: { readonly most: number; readonly help: string }): Arg<readonly string[]> {
  return {
    label: '<sha1|sha256>…',
    help,
    wants: ['sha256', 'sha1', 'sha1-or-device'],
    recalls: { file: (id) => [id] },
    take(words) {
      const end = words.findIndex((word) => hashIn(word) === undefined);
      const typed = end === -1 ? words : words.slice(0, end);
      const hashes = [...new Set(typed.flatMap((word) => hashIn(word) ?? []))];
      if (hashes.length === 0) throw new UsageError(wrong(words[0]));
      if (hashes.length > most) throw new UsageError(`At most ${most} files at once; these are ${hashes.length}.`);
      return { value: hashes, rest: words.slice(typed.length) };
    },
  };
}

function hashIn(word: string): string | undefined {
  const found = idIn(word) ?? idInPortalUrl(word);
  return found !== undefined && ['sha256', 'sha1', 'sha1-or-device'].includes(found.kind)
    ? found.id.toLowerCase()
    : undefined;
}

/** Source: learn.microsoft.com/defender-endpoint/api/get-file-information (SHA-1 or SHA-256, no MD5) */
function wrong(word: string | undefined): string {
  const where = 'SHA-1 has 40 hexadecimal digits, SHA-256 has 64; both stand on each file of an alert.';
  if (word === undefined) return `Which file? ${where}`;
  if (/^[\da-f]{32}$/i.test(word))
    return `${quoted(word)} is an MD5; Defender looks files up by SHA-1 and SHA-256 only.`;
  return `${quoted(word)} is no hash that Defender looks files up by. ${where}`;
}
