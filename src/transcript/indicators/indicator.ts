/** What may tie a device to an attack, as it stands in a transcript. Every value is foreign text. */

export type IndicatorKind =
  'sha256' | 'sha1' | 'md5' | 'ipv4' | 'ipv6' | 'domain' | 'url' | 'email' | 'registryKey' | 'path' | 'cve';

/**
 * `private`: an address or name of this network only. `documentation`: reserved for examples. `version`: an address that
 * may be a version number. `noise`: known and harmless, or only looks like an indicator.
 */
export type IndicatorMark = 'private' | 'documentation' | 'version' | 'noise';

export interface Indicator {
  readonly kind: IndicatorKind;
  /** As first written, not defanged; hosts by themselves and of e-mail in ASCII, which hides no letter that looks alike. */
  readonly value: string;
  readonly count: number;
  /** From 1. */
  readonly firstLine: number;
  readonly mark: IndicatorMark | undefined;
}

export interface IndicatorReport {
  /** By kind, in the order of their first lines. */
  readonly indicators: readonly Indicator[];
  /** Kinds of which there were more distinct values than are kept: the first were. */
  readonly cut: readonly IndicatorKind[];
}

/** Of a transcript, in both of its parts. */
export interface PlacedIndicator extends Indicator {
  /** In which `firstLine` is, counted as the views count: without PowerShell's header. */
  readonly part: 'output' | 'errors';
}

export interface TranscriptIndicators extends Pick<IndicatorReport, 'cut'> {
  /** A value once: where it is in both parts, its place is that in the output. Those of the errors alone are the last. */
  readonly indicators: readonly PlacedIndicator[];
}
