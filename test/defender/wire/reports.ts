/** Collects what a decoder reports. */

import type { Mismatch, Report } from '../../../src/defender/wire/fields.ts';

export function reports(): { readonly report: Report; readonly told: readonly Mismatch[] } {
  const told: Mismatch[] = [];
  return { report: (mismatch) => void told.push(mismatch), told };
}

export const sha1 = 'f2a00fd2f2de1be0214b8529f1e9f67096c1aa70';
export const sha256 = 'dcd71ef5fff4362a9f64cf3f96f14f2b11d6f428f3badbedcb9ff3361e7079aa';
export const md5 = '8d5b7cc9a832e21d22503057e1fec8e9';
