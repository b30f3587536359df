/** What Defender found about a file, in words that are fit for a TextRun. */

import type { DefenderFile } from '../defender/model.ts';
import { stopped, type FoundFile } from '../triage/found-file.ts';
import { nameText } from './text.ts';
import { joined, utcDate, number, size } from './units.ts';

/** Of one file; more were never seen. */
const maxStatuses = 3;

/**
 * `Clean` is said only where Defender says it; a type this bot does not know stands as Defender wrote it.
 * @param text - treats the foreign parts.
 */
export function verdict({ file }: FoundFile, text = nameText): string {
  const value = file.determinationValue === undefined ? undefined : text(file.determinationValue);
  const type = file.determinationType?.toLowerCase();
  if (type === 'clean') return 'clean, says Defender';
  if (type === undefined || type === 'unknown') {
    return value === undefined ? 'no verdict' : `Defender names it ${value} (type Unknown)`;
  }
  const words = typeWords.get(type) ?? `type ${text(file.determinationType ?? '')}`;
  return value === undefined ? words : `${value} (${words})`;
}

const typeWords = new Map([
  ['malware', 'malware'],
  ['pua', 'potentially unwanted'],
]);

/**
 * Whether it was stopped, as the evidence says: `prevented`, `detected, no block reported`; `undefined`: not a word.
 * @param text - treats a status that this bot does not know.
 */
export function outcome(
  { detectionStatuses }: Pick<FoundFile, 'detectionStatuses'>,
  text = nameText,
): string | undefined {
  const words = detectionStatuses.map((status) => {
    const word = status.toLowerCase();
    if (word === 'detected') return 'detected, no block reported';
    return stopped.includes(word) ? word : `status ${text(status)}`;
  });
  const distinct = [...new Set(words)];
  const left = distinct.length - maxStatuses;
  const shown = distinct.slice(0, maxStatuses).join(' and elsewhere ');
  return shown === '' ? undefined : `${shown}${left > 0 ? ` and ${number(left)} more` : ''}`;
}

/** Prevalence, signature, size and age in one line, which breaks between its parts and not within a short one. */
export function traits({ file }: FoundFile, organizationPrevalence?: number): string {
  const parts = [
    organizationPrevalence === undefined
      ? undefined
      : `on ${number(organizationPrevalence)} ${organizationPrevalence === 1 ? 'device' : 'devices'} here`,
    file.globalPrevalence === undefined ? undefined : `prevalence ${number(file.globalPrevalence)} (global)`,
    signature(file),
    file.size === undefined ? undefined : size(file.size),
    file.globalFirstObserved === undefined ? undefined : `first seen ${utcDate(file.globalFirstObserved)}`,
  ];
  return joined(parts.map((part) => (part === undefined || part.length > 40 ? part : part.replaceAll(' ', '\u00A0'))));
}

/** `false` is "not verified", `undefined` is silence. */
function signature({ isValidCertificate, signer, publisher }: DefenderFile): string | undefined {
  if (isValidCertificate === false) return 'signature not verified';
  if (isValidCertificate === undefined) return publisher === undefined ? undefined : `publisher ${nameText(publisher)}`;
  return signer === undefined ? 'signed' : `signed by ${nameText(signer)}`;
}
