import type { Positive } from './case.ts';
import { commandLineCases } from './command-lines.ts';
import { credentialDumpCases } from './credential-dumps.ts';
import { keyCases } from './keys.ts';
import { passwordCases } from './passwords.ts';

export const everyPositive: readonly Positive[] = [
  ...passwordCases,
  ...commandLineCases,
  ...keyCases,
  ...credentialDumpCases,
];
