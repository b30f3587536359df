/** Private keys where they begin; the lines that follow are told apart in `private-key.ts`. */

import { pattern, type Rule } from '../rule.ts';

export const privateKeyRules: readonly Rule[] = [
  {
    kind: 'private key',
    source:
      'RFC 7468 section 10; RFC 9580 section 6.2; RFC 4716; the.earth.li/~sgtatham/putty/0.83/htmldoc/AppendixC.html',
    anchors: ['vate key', 'vate-lines:'],
    // In JSON and in settings the whole key is one line; in source code an escaped break may end the string.
    pattern: pattern(
      String.raw`-{4,5} ?BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)? ?-{4,5}[ \t]{0,8}(?!(?:\\{1,4}[rn]){1,2}["'])(?<secret>[A-Za-z0-9+\/=\\](?:[^\r\n"'-]|-(?!---)){1,16384})`,
    ),
    shown: 'nothing',
  },
];
