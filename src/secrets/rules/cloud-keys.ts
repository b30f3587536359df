/** Keys of clouds: AWS, Azure, Google. */

import { anchorsFrom, anchorsTo, digits, pattern, type Rule } from '../rule.ts';
import { assigned } from '../value.ts';

const start = '(?<![A-Za-z0-9+/_-])';

export const cloudKeyRules: readonly Rule[] = [
  {
    kind: 'AWS access key',
    source: 'docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
    anchors: ['akia', 'asia', 'abia', 'acca'],
    pattern: pattern(`(?<![A-Za-z0-9])(?<secret>A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16})(?![A-Za-z0-9])`),
    shown: 'ends',
  },
  {
    kind: 'AWS secret key',
    source: 'docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html',
    anchors: ['ecret_access', 'ecretaccess', 'ecret access', 'ecret-access', 'ecret key', 'ecret_key', 'ecretkey'],
    pattern: pattern(
      String.raw`secret[ _-]?(?:access)?[ _-]?key${assigned}\\{0,3}["']?(?<secret>[A-Za-z0-9\/+]{40})(?![A-Za-z0-9\/+=])`,
      'i',
    ),
    shown: 'ends',
  },
  {
    kind: 'Azure key',
    source: 'learn.microsoft.com/azure/storage/common/storage-configure-connection-string',
    anchors: ['untkey', 'accesskey'],
    pattern: pattern(
      String.raw`(?:Account|Shared[ _-]?Access|Access)Key\\{0,3}["']?[ \t]{0,8}[=:][ \t]{0,8}\\{0,3}["']?(?<secret>[A-Za-z0-9+\/]{20,128}={0,2})`,
      'i',
    ),
    shown: 'ends',
  },
  {
    kind: 'Azure key',
    source: 'github.com/microsoft/security-utilities: signatures within Azure keys of 64 and of 32 bytes',
    anchors: ['+ast', '+aba', 'acdb', '+aeh', '+asb', '+arm', 'aiot', 'azse', 'azfu', 'azca', 'jqqj'],
    pattern: pattern(
      String.raw`${start}(?<secret>[A-Za-z0-9+\/]{33,76}(?:\+(?:ASt|ABa|AEh|ASb|ARm)|ACDb|AIoT|AzCa)[A-Za-z0-9+\/]{6}={1,2}|[A-Za-z0-9]{52}JQQJ9[9DH][A-Za-z0-9]{20,40}(?:={2})?|[A-Za-z0-9_-]{42,44}Az(?:Se|Fu)[A-Za-z0-9_-]{6}(?:={1,2})?)(?![A-Za-z0-9+\/=_-])`,
    ),
    shown: 'ends',
  },
  {
    kind: 'Azure key',
    source:
      'learn.microsoft.com/cli/azure/storage; learn.microsoft.com/powershell/module/az.storage/new-azstoragecontext; learn.microsoft.com/previous-versions/azure/storage/storage-use-azcopy',
    anchors: ['unt-key', 'untkey', '/sourcekey:', '/destkey:'],
    pattern: pattern(
      String.raw`(?<!\w)(?:--account-key(?:[ \t]{1,16}|=)|-(?:Storage)?AccountKey[ \t]{1,16}|\/(?:Source|Dest)Key:)["']?(?<secret>[A-Za-z0-9+\/]{20,128}={0,2})`,
      'i',
    ),
    shown: 'ends',
  },
  {
    kind: 'Azure key',
    source: 'learn.microsoft.com/cli/azure/storage/account/keys (64 bytes; RFC 4648 section 4)',
    anchors: anchorsTo('=="'),
    pattern: pattern(String.raw`"value"[ \t]{0,8}:[ \t]{0,8}"(?<secret>[A-Za-z0-9+\/]{86}==)"`),
    shown: 'ends',
  },
  {
    kind: 'SAS signature',
    source: 'learn.microsoft.com/azure/storage/common/storage-sas-overview',
    anchors: ['sig=', 'sig%3d', '"sig"'],
    pattern: pattern(String.raw`(?<![A-Za-z0-9_])sig(?:=|%3D|":[ \t]{0,4}")(?<secret>[A-Za-z0-9%+\/=_-]{20,256})`, 'i'),
    shown: 'nothing',
  },
  {
    kind: 'Entra client secret',
    source: 'learn.microsoft.com/purview/sit-defn-client-secret-api-key',
    anchors: digits.flatMap((digit) => [
      ...anchorsFrom(`${digit}q~`),
      `${digit}q~.`,
      `${digit}q~_`,
      `${digit}q~-`,
      `${digit}q~~`,
    ]),
    pattern: pattern(String.raw`(?<![\w~.-])(?<secret>[\w~.-]{3}\dQ~[\w~.-]{31,34})(?![\w~-])`),
    shown: 'ends',
  },
  {
    kind: 'Azure DevOps token',
    source: 'learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate',
    anchors: ['azdo'],
    pattern: pattern('(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4})(?![A-Za-z0-9])'),
    shown: 'ends',
  },
  {
    kind: 'Google API key',
    source: 'cloud.google.com/docs/authentication/api-keys',
    anchors: ['aiza'],
    pattern: pattern(String.raw`(?<![\w-])(?<secret>AIza[\w-]{35})(?![\w-])`),
    shown: 'ends',
  },
  {
    kind: 'Google OAuth secret',
    source: 'developers.google.com/identity/protocols/oauth2',
    anchors: ['gocspx-', 'ya29.'],
    pattern: pattern(String.raw`(?<![\w-])(?<secret>GOCSPX-[\w-]{20,64}|ya29\.[\w-]{20,1024})`),
    shown: 'ends',
  },
];
