/** What a match means: its kind, its value, and whether it is worth a look. */

import { isIPv4, isIPv6 } from 'node:net';
import { isVersion, markOfAddress } from './addresses.ts';
import type { Sighting } from './collection.ts';
import { domainMark } from './domains.ts';
import type { Form } from './patterns.ts';
import { remembered } from './remembered.ts';

const hashKinds = new Map<number, 'md5' | 'sha1' | 'sha256'>([
  [32, 'md5'],
  [40, 'sha1'],
  [64, 'sha256'],
]);
/** Of nothing at all, and of one digit over and over. */
const emptyHash =
  /^(?:d41d8cd98f00b204e9800998ecf8427e|da39a3ee5e6b4b0d3255bfef95601890afd80709|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855|(.)\1+)$/i;
/** Endings that output is full of and that are no top-level domains: not worth a look into the list of suffixes. */
const fileEndings = new Set(
  `exe dll sys txt log json xml ini dat tmp ps1 psm1 mui inf cat manifest config htm html doc docx xls xlsx pdf png jpg js
  css lnk vbs bat cmd msi cpp h cs evtx etl db old bak`.split(/\s+/),
);
const contextChars = 24;

/** None, one, or of a link or e-mail address also the host. */
export type Sightings = (kind: Form['kind'], match: RegExpExecArray) => readonly Sighting[];

export function createSightings(): Sightings {
  const markOf = remembered(markOfAddress);
  const nameMark = remembered((name) => domainMark(name, false));
  const hostMark = remembered((name) => domainMark(name, true));

  function dotted(value: string, before: string): readonly Sighting[] {
    const ending = value.slice(value.lastIndexOf('.') + 1);
    if (/^\d/.test(ending)) {
      if (!isIPv4(value)) return [];
      return [{ kind: 'ipv4', value, mark: markOf(value) ?? (isVersion(value, before) ? 'noise' : undefined) }];
    }
    const known = fileEndings.has(ending.toLowerCase()) ? undefined : nameMark(value);
    return known === undefined ? [] : [{ kind: 'domain', value: value.toLowerCase(), mark: known.mark }];
  }

  /** A name without dots is one of this network. */
  function hostSightings(host: string): readonly Sighting[] {
    if (isIPv4(host)) return [{ kind: 'ipv4', value: host, mark: markOf(host) }];
    if (isIPv6(host)) return [{ kind: 'ipv6', value: host.toLowerCase(), mark: markOf(host) }];
    const known = hostMark(host);
    return known === undefined ? [] : [{ kind: 'domain', value: host.toLowerCase(), mark: known.mark }];
  }

  /** Without the punctuation of the sentence around it. */
  function link(found: string): readonly Sighting[] {
    const value = found.replace(/[.,;:!?)\]]{1,4}$/, '');
    const { name = '', v6 = name } = hostOf.exec(value)?.groups ?? {};
    const hosts = hostSightings(v6);
    return [
      {
        kind: 'url',
        value,
        mark: hosts[0]?.mark ?? (v6.includes('.') || v6.includes(':') || hosts.length > 0 ? undefined : 'private'),
      },
      ...hosts,
    ];
  }

  return (kind, match) => {
    const value = (match.groups?.['before'] ?? '') + match[0];
    switch (kind) {
      case 'hash':
        return hash(value);
      case 'dotted':
        return dotted(value, match.input.slice(Math.max(0, match.index - contextChars), match.index));
      case 'ipv6':
        return isIPv6(value) && value.length > 4 ? hostSightings(value) : [];
      case 'url':
        return link(value);
      case 'email': {
        const hosts = hostSightings(match.groups?.['host'] ?? '');
        return hosts.flatMap((host) => [{ kind, value, mark: host.mark }, host]);
      }
      case 'registryKey':
      case 'path':
        return [{ kind, value: value.replaceAll('\\\\', '\\').replace(/[.)\]]{1,3}$/, ''), mark: undefined }];
      default:
        return [{ kind, value: kind === 'cve' ? value.toUpperCase() : value, mark: undefined }];
    }
  };
}

const hostOf = /^[^/]*\/\/(?:[^/?#@]{0,256}@)?(?:\[(?<v6>[^\]]{1,64})\]|(?<name>[^/?#:[\]]{1,255}))/;

function hash(value: string): readonly Sighting[] {
  const kind = hashKinds.get(value.length);
  if (kind === undefined || /^\d+$/.test(value)) return [];
  return [{ kind, value: value.toLowerCase(), mark: emptyHash.test(value) ? 'noise' : undefined }];
}
