/** Hashes and tickets as tools dump them. A hash alone may be that of a file: only the form says that it is a credential. */

import { digits, pattern, type Rule } from '../rule.ts';
import { isNoPlaceholder } from '../value.ts';

const kind = 'NTLM hash';
const hex32 = '[0-9a-f]{32}(?![0-9a-f])';

export const credentialDumpRules: readonly Rule[] = [
  {
    kind,
    source: 'openwall.info/wiki/john/sample-hashes (pwdump); github.com/fortra/impacket (secretsdump)',
    anchors: [...digits, 'a', 'b', 'c', 'd', 'e', 'f', '*'].map((last) => `${last}:::`),
    pattern: pattern(
      String.raw`:\d{1,10}:(?<secret>(?:[0-9a-f]{32}|NO PASSWORD\*{1,32}):(?:[0-9a-f]{32}|NO PASSWORD\*{1,32})):::`,
      'i',
    ),
    shown: 'nothing',
  },
  {
    kind,
    source: 'github.com/gentilkiwi/mimikatz (sekurlsa::logonpasswords, lsadump::sam, lsadump::dcsync)',
    anchors: ['ntlm', 'nthash', 'lmhash', '* lm ', '* sha1  ', 'nt hash', 'lm hash', 'rc4_hmac', 'rc4_md4'],
    pattern: pattern(
      String.raw`(?<![A-Za-z0-9])(?:(?:Hash[ \t]{1,4})?(?:NTLM(?: hash)?|NTHash|NT hash|LM hash|LMHash)|\* (?:LM|SHA1 {5})|rc4_(?:hmac|md4)\w{0,12}(?: hash)?)(?:[ \t]{0,4}-[ \t]{0,4}\d{1,3})?[ \t]{0,24}[:=]?[ \t]{0,24}(?<secret>(?:[0-9a-f]{32}:)?${hex32}|[0-9a-f]{40}(?![0-9a-f]))`,
      'i',
    ),
    shown: 'nothing',
  },
  {
    kind,
    source:
      'learn.microsoft.com/openspecs/windows_protocols/ms-samr (the LM hash of no password stands before an NT hash)',
    anchors: ['aad3b435b51404ee:'],
    pattern: pattern(String.raw`(?<![0-9a-f])(?<secret>aad3b435b51404eeaad3b435b51404ee:${hex32})`, 'i'),
    shown: 'nothing',
  },
  {
    kind,
    source: 'github.com/skelsec/pypykatz (credentials of MSV)',
    anchors: ['\tnt:', ' nt:', '\tlm:', ' lm:'],
    pattern: pattern(String.raw`(?<=[ \t])(?:NT|LM):[ \t]{1,4}(?<secret>${hex32})`),
    shown: 'nothing',
  },
  {
    kind: 'password',
    source: 'github.com/gentilkiwi/mimikatz (sekurlsa::logonpasswords)',
    anchors: ['* password'],
    pattern: pattern(String.raw`\* Password[ \t]{0,8}:[ \t]{0,8}(?<secret>[^\r\n]{1,1024})`, 'i'),
    shown: 'nothing',
    isSecret: isNoPlaceholder,
  },
  {
    kind: 'password',
    source: 'github.com/fortra/impacket (secretsdump, NTDS with reversible encryption, LSA secrets)',
    anchors: [':cleartext:', 'plain_password_hex', 'dpapi_machinekey', 'dpapi_userkey', 'nl$km:'],
    pattern: pattern(
      String.raw`(?::CLEARTEXT:|plain_password_hex:|dpapi_(?:machine|user)key:|NL\$KM:)(?<secret>[^\r\n]{1,1024})`,
      'i',
    ),
    shown: 'nothing',
  },
  {
    kind: 'Kerberos key',
    source: 'RFC 3961; RFC 3962; as mimikatz and secretsdump print them',
    anchors: ['aes256_hmac', 'aes128_hmac', 'aes256-cts-hmac', 'aes128-cts-hmac', 'des-cbc-md5', 'des_cbc_md5'],
    pattern: pattern(
      String.raw`(?:aes(?:256|128)[_-](?:cts[_-])?hmac[\w-]{0,16}|des[_-]cbc[_-]md5)[ \t]{0,24}(?:\(\d{1,6}\))?[ \t]{0,4}:?[ \t]{0,24}(?<secret>[0-9a-f]{16,64})(?![0-9a-f])`,
      'i',
    ),
    shown: 'nothing',
  },
  {
    kind: 'Kerberos ticket',
    source: 'hashcat.net/wiki/doku.php?id=example_hashes (13100, 18200, 19600 …)',
    anchors: ['$krb5'],
    pattern: pattern(String.raw`\$krb5(?:tgs|asrep|pa)\$(?<secret>[^ \t\r\n]{16,16384})`),
    shown: 'nothing',
  },
  {
    kind: 'Kerberos ticket',
    source: 'github.com/GhostPack/Rubeus (base64 of a KRB-CRED); RFC 4120 section 5.8.1',
    anchors: ['doif', 'doie', 'doig', 'doih'],
    pattern: pattern(String.raw`(?<![A-Za-z0-9+\/])(?<secret>doI[E-H][A-Za-z0-9+\/]{60,16384}={0,2})`),
    shown: 'nothing',
  },
  {
    kind: 'cached credential',
    source: 'hashcat.net/wiki/doku.php?id=example_hashes (2100: DCC2)',
    anchors: ['$dcc2$', '$nt$', 'mscache'],
    pattern: pattern(
      String.raw`(?:\$DCC2\$\d{0,8}#[^#\r\n]{0,128}#|\$NT\$|mscache(?:v[12])?[ \t]{0,16}[(:][^:\r\n]{0,32}:[ \t]{0,8})(?<secret>[0-9a-f]{32})`,
      'i',
    ),
    shown: 'nothing',
  },
  {
    kind: 'NetNTLM response',
    source:
      'learn.microsoft.com/openspecs/windows_protocols/ms-nlmp (NTLMv2_CLIENT_CHALLENGE begins with 01 01); hashcat.net/wiki/doku.php?id=example_hashes (5600)',
    anchors: [':0101000000000000'],
    pattern: pattern(
      String.raw`::[^: \t\r\n]{0,64}:(?<secret>[0-9a-f]{16}:[0-9a-f]{32}:0101000000000000[0-9a-f]{0,8192})`,
      'i',
    ),
    shown: 'nothing',
  },
  {
    kind: 'NetNTLM response',
    source: 'hashcat.net/wiki/doku.php?id=example_hashes (5500), as Responder prints it',
    anchors: ['ntlmv', 'ntlmss', '$netntlm'],
    after: /ntlm(?:v[12]|ssp)|\$netntlm/i,
    pattern: pattern(String.raw`::[^: \t\r\n]{0,64}:(?<secret>[0-9a-f]{48}:[0-9a-f]{48}:[0-9a-f]{16})`, 'i'),
    shown: 'nothing',
  },
  {
    kind: 'password hash',
    source: 'man7.org/linux/man-pages/man5/crypt.5.html',
    anchors: [':$6$', ':$5$', ':$1$', ':$y$', '$2a$', '$2b$', '$2y$', ':$7$', '$argon2'],
    pattern: pattern(
      String.raw`(?<![A-Za-z0-9])(?<secret>\$(?:[1567y]|2[aby]|argon2(?:id|i|d))\$[A-Za-z0-9.\/$=,+]{22,512})`,
    ),
    shown: 'nothing',
  },
];
