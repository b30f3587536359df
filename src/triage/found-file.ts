/** A file with everything that is known of it, and how bad Defender says it is: one level, to rank and to colour by. */

import type { DefenderFile } from '../defender/model.ts';

/** A file of one or several alerts, with what their evidence says of it. */
export interface FoundFile {
  readonly file: DefenderFile;
  /** From the evidence, the first is the one to show. Foreign text, as the rest here. */
  readonly names: readonly string[];
  readonly folders: readonly string[];
  /** Distinct statuses of the evidence: `Detected`, `Prevented`, … */
  readonly detectionStatuses: readonly string[];
  readonly alertIds: readonly string[];
}

/** Worst first. */
export const levels = ['malware', 'named', 'unwanted', 'detected', 'none', 'clean'] as const;
export type Level = (typeof levels)[number];

/** Words that say the file was stopped. Source: learn.microsoft.com/defender-endpoint/api/alerts */
export const stopped = ['prevented', 'blocked', 'remediated'];

export function levelOf({ file, detectionStatuses }: FoundFile): Level {
  switch (file.determinationType?.toLowerCase()) {
    case 'malware':
      return 'malware';
    case 'pua':
      return 'unwanted';
    case 'clean':
      return 'clean';
    default:
      if (file.determinationValue !== undefined) return 'named';
      return detectionStatuses.some(isDetection) ? 'detected' : 'none';
  }
}

/** Whether Defender said nothing of it. A type that this bot does not know is said something. */
export function isWithoutVerdict({ file: { determinationType, determinationValue } }: FoundFile): boolean {
  return determinationValue === undefined && [undefined, 'unknown'].includes(determinationType?.toLowerCase());
}

export function hasDetection(found: FoundFile): boolean {
  return !['none', 'clean'].includes(levelOf(found));
}

function isDetection(status: string): boolean {
  return ['detected', ...stopped].includes(status.toLowerCase());
}
