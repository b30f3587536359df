/** Hashes and keys with which tools sign in instead of a password. A hash alone may be that of a file: the option tells. */

import { pattern, type Rule } from '../rule.ts';

const kind = 'NTLM hash';
const hex32 = '[0-9a-f]{32}(?![0-9a-f])';

export const hashArgumentRules: readonly Rule[] = [
  {
    kind,
    source: 'github.com/fortra/impacket (-hashes LMHASH:NTHASH)',
    anchors: ['-hashes'],
    pattern: pattern(String.raw`(?<!\w)-{1,2}hashes(?:[ \t]{1,16}|=)["']?(?<secret>(?:[0-9a-f]{32})?:${hex32})`, 'i'),
    shown: 'nothing',
  },
  {
    kind,
    source: 'github.com/GhostPack/Rubeus (/rc4); github.com/gentilkiwi/mimikatz (/ntlm, /krbtgt); freerdp.com (/pth)',
    anchors: ['/rc4:', '/ntlm:', '/pth:', '/krbtgt:'],
    pattern: pattern(String.raw`(?<!\w)\/(?:rc4|ntlm|pth|krbtgt):["']?(?<secret>(?:[0-9a-f]{32})?:?${hex32})`, 'i'),
    shown: 'nothing',
  },
  {
    kind,
    source: 'netexec.wiki (-H); github.com/Hackplayers/evil-winrm (-H); github.com/ly4k/Certipy (-hashes)',
    anchors: ['netexec', 'nxc ', 'nxc.', 'crackmapexec', 'cme ', 'evil-winrm', 'certipy'],
    after: /(?<![\w.-])(?:netexec|nxc|crackmapexec|cme|evil-winrm|certipy)(?:\.exe|\.py|\.rb)?["']?(?=[ \t])/i,
    pattern: pattern(
      String.raw`(?<=[ \t])-(?:H|-?hashes)[ \t]{1,16}["']?(?<secret>(?:[0-9A-Fa-f]{32})?:?[0-9A-Fa-f]{32}(?![0-9A-Fa-f]))`,
    ),
    shown: 'nothing',
  },
  {
    kind: 'Kerberos key',
    source:
      'github.com/GhostPack/Rubeus (/aes256, /des); github.com/gentilkiwi/mimikatz; github.com/fortra/impacket (-aesKey)',
    anchors: ['/aes128:', '/aes256:', '/des:', '-aeskey'],
    pattern: pattern(
      String.raw`(?<!\w)(?:\/(?:aes128|aes256|des):|-{1,2}aesKey(?:[ \t]{1,16}|=))["']?(?<secret>[0-9a-f]{16,64})(?![0-9a-f])`,
      'i',
    ),
    shown: 'nothing',
  },
];
