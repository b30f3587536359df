/** Masks a short text: a command line, arguments, a comment. The same rules as for whole transcripts. */

import { createMasker } from './masker.ts';

export function maskText(text: string): { readonly text: string; readonly masked: number } {
  const masker = createMasker();
  const bytes = Buffer.concat([masker.push(Buffer.from(text)), masker.end()]);
  const { masked } = masker.found();
  return { text: masked === 0 ? text : bytes.toString(), masked };
}
