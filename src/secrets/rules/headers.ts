/** What authenticates a request: bearer and basic headers, JSON Web Tokens. */

import { pattern, type Rule } from '../rule.ts';
import { looksMade } from '../value.ts';

export const headerRules: readonly Rule[] = [
  {
    kind: 'JWT',
    source: 'RFC 7519 section 3; RFC 7516 section 3 (encrypted ones have no second `eyJ`)',
    anchors: ['.eyj', 'eyjhbgci', 'eyj0exai', 'eyjlbmmi', 'eyjrawqi', 'eyj6axai'],
    pattern: pattern(
      String.raw`(?<![\w-])(?<secret>eyJ[\w-]{8,4096}\.(?:eyJ[\w-]{4,16384}(?:\.[\w-]{0,2048})?|[\w-]{0,2048}\.[\w-]{8,64}\.[\w-]{8,16384}\.[\w-]{8,64}))`,
    ),
    shown: 'ends',
  },
  {
    kind: 'bearer token',
    source: 'RFC 6750 section 2.1',
    anchors: ['bearer'],
    pattern: pattern(String.raw`(?<![A-Za-z])Bearer[ \t:="']{1,4}(?<secret>[A-Za-z0-9._~+\/-]{16,8192}={0,2})`, 'i'),
    shown: 'ends',
    isSecret: looksMade,
  },
  {
    kind: 'basic credentials',
    source: 'RFC 7617 section 2',
    anchors: ['asic '],
    pattern: pattern(String.raw`(?<![A-Za-z])Basic[ \t]{1,4}(?<secret>[A-Za-z0-9+\/]{6,1024}={0,2})`, 'i'),
    shown: 'nothing',
    isSecret: isUserAndPassword,
  },
  {
    kind: 'NTLM message',
    source: 'learn.microsoft.com/openspecs/windows_protocols/ms-nlmp (AUTHENTICATE_MESSAGE, type 3)',
    anchors: ['tlrmtvntuaad'],
    pattern: pattern(String.raw`(?<secret>TlRMTVNTUAAD[A-Za-z0-9+\/]{40,4096}={0,2})`),
    shown: 'nothing',
  },
];

/** `Basic authentication` is no header: what is one holds a name, a colon and a password. */
function isUserAndPassword(text: string): boolean {
  return /^[^\x00-\x1F\x7F:]{0,256}:[^\x00-\x1F\x7F\uFFFD]{1,768}$/.test(Buffer.from(text, 'base64').toString());
}
