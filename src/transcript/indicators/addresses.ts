/** IP addresses: which are of no network but this one, and which of none at all. */

import { BlockList } from 'node:net';
import type { IndicatorMark } from './indicator.ts';

/** Source: RFC 6890 (registries of special-purpose addresses), RFC 1918, RFC 6598, RFC 4193, RFC 4291 */
const ownNetworks = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  ...['224.0.0.0/4', '240.0.0.0/4', '::/127', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
];
/** Source: RFC 5737, RFC 3849, RFC 9637; RFC 2544 (benchmarks) */
const examples = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '198.18.0.0/15', '2001:db8::/32', '3fff::/20'];

const privateRanges = rangesOf(ownNetworks);
const documentationRanges = rangesOf(examples);

export function markOfAddress(address: string): IndicatorMark | undefined {
  const family = address.includes(':') ? 'ipv6' : 'ipv4';
  if (privateRanges.check(address, family)) return 'private';
  return documentationRanges.check(address, family) ? 'documentation' : undefined;
}

/** `Version=4.0.0.0`, `v1.2.3.4`: what stands before an address that is a version. */
const versionBefore = /(?:version|ver|build|release|revision|(?<![a-z])v)[^\w\r\n]{0,6}$/i;
/** A network or a port: what stands behind an address that is one. */
const addressAfter = /^(?:\/\d|:\d)/;
/** No product has come further than this in its first number, and a zero in it. */
const maxVersion = 30;

/** Four small numbers may be a version: the words before say so, or two zeros at the end. */
export function versionMark(numbers: string, before: string, after: string): IndicatorMark | undefined {
  if (addressAfter.test(after)) return undefined;
  if (/^(?!0|127|10\.)\d{1,2}\.\d{1,2}\.0\.0$/.test(numbers)) return 'noise';
  if (!versionBefore.test(before)) return undefined;
  const parts = numbers.split('.').map(Number);
  return (parts[0] ?? 0) < maxVersion && parts.includes(0) ? 'noise' : 'version';
}

function rangesOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), network.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
}
