/** How indicators are written. Every repeat is bounded. */

import type { Form } from './form.ts';
import { pathForms } from './path-patterns.ts';

const asciiForms = formsOf('');
/**
 * Letters beyond ASCII by their blocks, with some of what stands between them, and the invisible. Not those of scripts
 * that set no spaces between words: there a name in ASCII begins and ends where they do. Source: unicode.org/Public/UCD/latest/ucd/Blocks.txt
 */
const wideForms = formsOf(
  String.raw`\xAA\xAD\xB5\xBA\xC0-\u0DFF\u0F00-\u0FFF\u10A0-\u10FF\u1200-\u177F\u1800-\u1FFF\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2C00-\u2DFF\uA640-\uABFF\uD800-\uDFFF\uFB00-\uFDFF\uFE70-\uFEFF\uFF10-\uFF5A`,
);

/** Letters of all scripts cost time, and most text has none but those of ASCII. */
export function formsFor(text: string): readonly Form[] {
  return /[^\x00-\x7F]/.test(text) ? wideForms : asciiForms;
}

function formsOf(letters: string): readonly Form[] {
  const [start, more] = [`A-Za-z0-9${letters}`, String.raw`\w${letters}`];
  const label = String.raw`[${start}][${more}-]{0,${letters === '' ? 62 : 250}}`;
  return [
    {
      kind: 'url',
      anchors: ['://'],
      pattern: /(?<![A-Za-z0-9])(?:https?|ftps?|wss?|sftp|tcp|ldaps?):\/\/[^\s\x00-\x1F\x7F-\x9F"'<>|\\^`{}]{1,2000}/gi,
    },
    {
      kind: 'email',
      anchors: ['@'],
      // What stands before the sign is looked at only where there is one. A name and a password in a link are none.
      pattern: new RegExp(
        String.raw`(?<=(?<![${more}.+\/-]|\/\/[^\s\/@]{1,64}:)(?<before>[A-Za-z0-9][\w.+-]{0,63}))@(?<host>(?:${label}\.){1,8}[${start}][${more}-]{1,62})(?![${more}-]|\.[${more}])`,
        'g',
      ),
    },
    ...pathForms,
    { kind: 'cve', anchors: ['-'], pattern: /(?<![A-Za-z0-9])CVE-(?:19|20)\d{2}-\d{4,7}(?!\d)/gi },
    {
      kind: 'ipv6',
      anchors: [':'],
      // The end may be written as an IPv4 address.
      pattern:
        /(?<=(?<![\w:.])(?<before>[0-9a-f]{0,4})):(?::{0,2}[0-9a-f]{1,4}){1,7}(?:(?:\.\d{1,3}){3}|::)?(?![\w:]|\.\d)/gi,
    },
    { kind: 'hash', anchors: [''], pattern: /\b[0-9a-f]{32}(?:[0-9a-f]{8}(?:[0-9a-f]{24})?)?\b/gi },
    {
      kind: 'dotted',
      anchors: ['.'],
      pattern: new RegExp(
        String.raw`(?<![${more}@.\\\/-])${label}(?:\.${label}){1,10}(?![${more}@-]|\.[${more}]|[\\](?!\s))`,
        'g',
      ),
    },
  ];
}
