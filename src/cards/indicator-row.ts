/** One indicator as a row: its whole value for the eye, then how often and where it is. A hash opens the file. */

import type { Indicator, IndicatorKind, PlacedIndicator } from '../transcript/indicators/indicator.ts';
import { labelOf } from '../transcript/views/label.ts';
import { button } from './buttons.ts';
import { isFileHash } from './known-ids.ts';
import type { SubmitData } from './render.ts';
import { indicatorText } from './text.ts';
import { joined, number } from './units.ts';

/** What the template makes a row of. A type, so that it is a row of a template. */
export type IndicatorRow = Readonly<{
  value: string;
  facts: string;
  hasFile: boolean;
  actionTitle: string;
  data: SubmitData | '';
}>;

const hashNames: Readonly<Partial<Record<IndicatorKind, string>>> = { sha256: 'SHA-256', sha1: 'SHA-1', md5: 'MD5' };

const markWords = {
  private: 'of this network only',
  documentation: 'reserved for examples',
  version: 'may be a version number',
  noise: 'harmless',
} as const;

export function indicatorRow(indicator: PlacedIndicator): IndicatorRow {
  const { kind, mark, value } = indicator;
  const hasFile = (kind === 'sha256' || kind === 'sha1') && isFileHash(value); // by MD5 Defender finds no file
  return {
    value: valueText(indicator, 'whole'),
    facts: joined([hashNames[kind], mark === undefined ? undefined : markWords[mark], places(indicator)]),
    hasFile,
    actionTitle: hasFile ? `File ${value}` : '',
    data: hasFile ? button('File', 'file', value).data : '',
  };
}

/** Unclickable. No client makes a link of a bare IPv6 address, or of a path that is not of another computer. */
export function valueText({ kind, value }: Pick<Indicator, 'kind' | 'value'>, size: 'whole' | 'short'): string {
  if (kind === 'url' || kind === 'email') return indicatorText(value, 'link', size);
  const hasHost = kind === 'domain' || kind === 'ipv4' || value.startsWith('\\\\');
  return indicatorText(value, hasHost ? 'host' : 'other', size);
}

function places({ count, firstLine, part }: PlacedIndicator): string {
  const line = labelOf({ part, line: firstLine, piece: 1 });
  return count === 1 ? `in line ${line}` : `${number(count)} times, first in line ${line}`;
}
