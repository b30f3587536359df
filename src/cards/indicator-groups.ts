/** Indicators by what they are, most telling first. */

import type { IndicatorKind, PlacedIndicator, TranscriptIndicators } from '../transcript/indicators/indicator.ts';

export interface IndicatorGroup {
  readonly one: string;
  readonly many: string;
  /** Those that may be versions, of this network and of examples last. Without noise. */
  readonly indicators: readonly PlacedIndicator[];
  /** There are more, which were not kept. */
  readonly isCut: boolean;
}

const groups: readonly { readonly one: string; readonly many: string; readonly kinds: readonly IndicatorKind[] }[] = [
  { one: 'hash', many: 'hashes', kinds: ['sha256', 'sha1', 'md5'] },
  { one: 'URL', many: 'URLs', kinds: ['url'] },
  { one: 'domain', many: 'domains', kinds: ['domain'] },
  { one: 'IP address', many: 'IP addresses', kinds: ['ipv4', 'ipv6'] },
  { one: 'e-mail address', many: 'e-mail addresses', kinds: ['email'] },
  { one: 'CVE id', many: 'CVE ids', kinds: ['cve'] },
  { one: 'registry key', many: 'registry keys', kinds: ['registryKey'] },
  { one: 'path', many: 'paths', kinds: ['path'] },
];

const marksInOrder = [undefined, 'version', 'private', 'documentation'] as const;

/** Those that have any. */
export function indicatorGroups({ indicators, cut }: TranscriptIndicators): readonly IndicatorGroup[] {
  return groups
    .map(({ one, many, kinds }) => ({
      ...{ one, many },
      indicators: marksInOrder.flatMap((mark) =>
        kinds.flatMap((kind) => indicators.filter((indicator) => indicator.kind === kind && indicator.mark === mark)),
      ),
      isCut: kinds.some((kind) => cut.includes(kind)),
    }))
    .filter(({ indicators: found }) => found.length > 0);
}
