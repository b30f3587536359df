/** What to hunt for, as an argument: files by their hashes, or a device by whatever names it. */

import type { Arg } from './arg.ts';
import { calledIn, type DeviceCalled } from './device-arg.ts';
import { UsageError } from './errors.ts';
import { fileHashes } from './file-arg.ts';
import { idIn, idInPortalUrl } from './id.ts';

export type Hunted =
  | { readonly kind: 'files'; readonly hashes: readonly string[] }
  | { readonly kind: 'device'; readonly called: DeviceCalled }
  /** 40 digits: a SHA-1 or a device id. */
  | { readonly kind: 'either'; readonly id: string };

/** @param most - hashes at once. */
export function hunted({ most, help }: { readonly most: number; readonly help: string }): Arg<Hunted> {
  const hashes = fileHashes({ most, help });
  return {
    label: '<sha1|sha256>…|<name|id|ip>',
    help,
    wants: ['sha256', 'sha1', 'device', 'sha1-or-device'],
    recalls: { file: (id) => ['file', id], device: (id) => ['device', id] },
    take(words) {
      const [first, ...others] = words;
      if (first === undefined) throw new UsageError('Hunt for what? Type the hash of a file, or a device.');
      const kind = first.toLowerCase();
      if (kind === 'file') return files(others);
      if (kind === 'device') return device(others);
      const found = idIn(first) ?? idInPortalUrl(first);
      if (found?.kind === 'sha1-or-device' && others.length === 0)
        return { value: { kind: 'either', id: found.id }, rest: others };
      return found === undefined || found.kind === 'device' ? device(words) : files(words);
    },
  };

  function files(words: readonly string[]): ReturnType<Arg<Hunted>['take']> {
    const { value, rest } = hashes.take(words);
    return { value: { kind: 'files', hashes: value }, rest };
  }
}

function device([word, ...rest]: readonly string[]): ReturnType<Arg<Hunted>['take']> {
  if (word === undefined) throw new UsageError('Which device? Type its name or how that begins, its id, or its IP.');
  return { value: { kind: 'device', called: calledIn(word) }, rest };
}
