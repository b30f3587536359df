/** What a match means: its kind, its value, and whether it is worth a look. */

import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { markOfAddress, versionMark } from './addresses.ts';
import type { Sighting } from './collection.ts';
import { domainMark, isFrontDoor } from './domains.ts';
import type { Form } from './form.ts';
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

/** None, one, two of a range of addresses, or of a link, an e-mail address or a share also the host. */
export type Sightings = (kind: Form['kind'], match: RegExpExecArray) => readonly Sighting[];

export function createSightings(): Sightings {
  const markOf = remembered(markOfAddress);
  const nameMark = remembered((name) => domainMark(name, false));
  const hostMark = remembered((name) => domainMark(name, true));

  function dotted(value: string, { input, index, 0: { length } }: RegExpExecArray): readonly Sighting[] {
    if (!isAscii(value)) return namesIn(value).flatMap((name) => named(inAscii(name)));
    if (/^\d/.test(endingOf(value))) {
      const before = input.slice(Math.max(0, index - contextChars), index);
      const after = input.slice(index + length, index + length + 2);
      return (addressRange.exec(value)?.slice(1) ?? [value]).filter(isIPv4).map((address) => ({
        kind: 'ipv4',
        value: address,
        mark: markOf(address) ?? versionMark(address, before, after),
      }));
    }
    return named(value);
  }

  function named(name: string): readonly Sighting[] {
    const known = fileEndings.has(endingOf(name).toLowerCase()) ? undefined : nameMark(name);
    return known === undefined ? [] : [{ kind: 'domain', value: name.toLowerCase(), mark: known.mark }];
  }

  /** A name without dots is one of this network. A number is an address, as browsers read it. */
  function hostSightings(written: string): readonly Sighting[] {
    const host = inAscii(written);
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
    const [host] = hosts;
    if (host?.mark === 'noise' && isFrontDoor(host.value) && pathOf.test(value)) {
      return [
        { kind: 'url', value, mark: undefined },
        { ...host, mark: undefined },
      ];
    }
    const isName = host === undefined && !v6.includes('.') && !v6.includes(':');
    return [{ kind: 'url', value, mark: isName ? 'private' : host?.mark }, ...hosts];
  }

  return (kind, match) => {
    const value = (match.groups?.['before'] ?? '') + match[0];
    switch (kind) {
      case 'hash':
        return hash(value);
      case 'dotted':
        return dotted(value, match);
      case 'ipv6':
        return isIPv6(value) && value.length > 4 ? hostSightings(value) : [];
      case 'url':
        return link(value);
      case 'email': {
        const { before = '', host = '' } = match.groups ?? {};
        return hostSightings(namesIn(host)[0] ?? '').flatMap((of) => [
          { kind, value: `${before}@${of.value}`, mark: of.mark },
          of,
        ]);
      }
      case 'share':
        return [...path(value), ...hostSightings(match.groups?.['host'] ?? '')];
      case 'registryKey':
        return [{ kind, value: singled(value), mark: undefined }];
      case 'path':
        return path(value);
      default:
        return [{ kind, value: kind === 'cve' ? value.toUpperCase() : value, mark: undefined }];
    }
  };
}

/** `8.8.8.8-9.9.9.9`, `8.8.8.1-20` */
const addressRange = /^(\d{1,3}(?:\.\d{1,3}){3})-(\d{1,3}(?:\.\d{1,3}){3}|\d{1,3})$/;
const pathOf = /^[^/]*\/\/[^/?#]*[/?#]+[^/?#]/;
/** Of a host that is an address in another notation. Source: url.spec.whatwg.org/#ipv4-parser */
const numeric = /^(?:0x[\da-f]*|\d+)(?:\.(?:0x[\da-f]*|\d+)){0,3}$/i;
const hostOf = /^[^/]*\/\/(?:[^/?#@]{0,256}@)?(?:\[(?<v6>[^\]]{1,64})\]|(?<name>[^/?#:[\]]{1,255}))/;

/** A share has two backslashes at its beginning, four where they are doubled. */
function path(written: string): readonly Sighting[] {
  const isShare = written.startsWith('\\');
  return [{ kind: 'path', value: (isShare ? '\\' : '') + singled(written), mark: undefined }];
}

function singled(written: string): string {
  return written.replace(/\\{2,4}/g, '\\').replace(/[.)\]]{1,3}$/, '');
}

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** As it is looked up: a letter of another script that looks alike is another name. @returns '' - it can be none. */
function inAscii(host: string): string {
  const isPlain = isAscii(host) && !(numeric.test(host) && !isIPv4(host));
  return isPlain ? host : domainToASCII(host);
}

function isAscii(text: string): boolean {
  return /^[\x00-\x7F]*$/.test(text);
}

/** Without the quotes, commas and other characters beyond ASCII around it. */
function namesIn(written: string): readonly string[] {
  return isAscii(written) ? [written] : written.split(/[^\p{L}\p{N}\p{M}\p{Cf}._-]+/u);
}

function hash(value: string): readonly Sighting[] {
  const kind = hashKinds.get(value.length);
  if (kind === undefined || /^\d+$/.test(value)) return [];
  return [{ kind, value: value.toLowerCase(), mark: emptyHash.test(value) ? 'noise' : undefined }];
}
