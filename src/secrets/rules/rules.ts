import type { Rule } from '../rule.ts';
import { cloudKeyRules } from './cloud-keys.ts';
import { commandLineRules } from './command-lines.ts';
import { credentialDumpRules } from './credential-dumps.ts';
import { hashArgumentRules } from './hash-arguments.ts';
import { headerRules } from './headers.ts';
import { passwordRules } from './passwords.ts';
import { privateKeyRules } from './private-keys.ts';
import { serviceTokenRules } from './service-tokens.ts';
import { storedPasswordRules } from './stored-passwords.ts';

/** Where two find the same, the earlier one names it: a token is a token, whatever it was assigned to. */
export const rules: readonly Rule[] = [
  ...privateKeyRules,
  ...serviceTokenRules,
  ...cloudKeyRules,
  ...headerRules,
  ...credentialDumpRules,
  ...hashArgumentRules,
  ...passwordRules,
  ...commandLineRules,
  ...storedPasswordRules,
];
