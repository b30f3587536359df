/** One key pair for a whole file of tests: making one takes some 50 ms, and most tests need any. */

import { generateKeyPair, type GenerateKeyPairResult } from 'jose';

let made: Promise<GenerateKeyPairResult> | undefined;

export function keyPair(): Promise<GenerateKeyPairResult> {
  made ??= generateKeyPair('RS256', { extractable: true });
  return made;
}
