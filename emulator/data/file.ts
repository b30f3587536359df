/** One file of an alert. Source: learn.microsoft.com/defender-endpoint/api/files, get-file-statistics */

import { createHash } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import type { FileRecord } from '../world.ts';

export interface InventedFile {
  /** Its hashes follow from this: the same seed is the same file. */
  readonly seed: string;
  readonly sizeBytes: number;
  readonly determinationType?: string;
  readonly determinationValue?: string | null;
  readonly globalPrevalence?: number;
  readonly organizationPrevalence?: number;
  readonly topFileNames: readonly string[];
  /** Laid over the file; a key set to `undefined` is left out. */
  readonly overlay?: JsonObject;
}

export function inventedFile(parts: InventedFile): FileRecord {
  const { seed, sizeBytes, globalPrevalence = 1, organizationPrevalence = 1, topFileNames } = parts;
  const sha1 = digest('sha1', seed);
  const observed = { globalFirstObserved: '2026-03-02T08:14:21.5312047Z', globalLastObserved: '2026-11-20T17:40:09Z' };
  return {
    file: {
      sha1,
      sha256: digest('sha256', seed),
      md5: digest('md5', seed),
      globalPrevalence,
      ...observed,
      size: sizeBytes,
      fileType: null,
      isPeFile: true,
      filePublisher: null,
      fileProductName: null,
      signer: null,
      issuer: null,
      signerHash: null,
      isValidCertificate: null,
      determinationType: parts.determinationType ?? 'Unknown',
      determinationValue: parts.determinationValue ?? null,
      ...parts.overlay,
    },
    // The page's table names strings, its example numbers: each is sent by one of the files here.
    stats: {
      sha1,
      orgPrevalence: String(organizationPrevalence),
      orgFirstSeen: '2026-11-18T06:12:44Z',
      orgLastSeen: '2026-11-23T21:07:30Z',
      globalPrevalence: String(globalPrevalence),
      ...observed,
      topFileNames,
    },
  };
}

/** A signature that Windows accepts. */
export function signedBy(publisher: string, product: string): JsonObject {
  return {
    filePublisher: publisher,
    fileProductName: product,
    signer: publisher,
    issuer: 'Example Code Signing CA 2',
    signerHash: digest('sha1', publisher),
    isValidCertificate: true,
  };
}

function digest(algorithm: 'sha1' | 'sha256' | 'md5', seed: string): string {
  return createHash(algorithm).update(seed).digest('hex');
}
