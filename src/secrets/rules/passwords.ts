/** Passwords behind their names: assignments, settings, markup, the registry, addresses. */

import { anchorsTo, pattern, type Rule } from '../rule.ts';
import { assigned, isNoPlaceholder, isPhrase, isToken, looksMade, phrase, value } from '../value.ts';

const long = 'pass(?:word|wd|phrase|wort|code)|kennwort';
/** Short names are parts of other words (`bypass`), so they begin one. */
const short = '(?<![A-Za-z])(?:(?:user|db|admin|root|sql|ftp|smtp|my|login|proxy)[_-]?)?(?:pass|pw|pwd|pswd)';
const anchors = [
  ...['sswo', 'sswd', 'ssph', 'ssco', 'kennwort', 'pass=', 'pass:', 'pass ', 'pass"', "pass'", 'pass\\', 'pass>'],
  ...[
    'pwd=',
    'pwd:',
    'pwd ',
    'pwd"',
    "pwd'",
    'pwd\\',
    'pwd>',
    'pswd',
    ' pw=',
    ' pw:',
    '_pw=',
    ' pw ',
    'pw =',
    '$pw=',
    '"pw"',
  ],
];

export const passwordRules: readonly Rule[] = [
  {
    kind: 'password',
    source: 'learn.microsoft.com/dotnet/framework/data/adonet/connection-string-syntax',
    anchors,
    // `PWD=/home/ana` is a folder, `pass: 12, fail: 0` a count.
    pattern: pattern(
      String.raw`(?:${long}|${short}(?!${assigned}["']?(?:[A-Za-z]:)?[\\/]|${assigned}\d{1,7}[^\w\r\n][^\r\n]{0,60}fail))${assigned}${value}`,
      'i',
    ),
    shown: 'nothing',
    isSecret: isNoPlaceholder,
  },
  {
    kind: 'password',
    source: 'yaml.org/spec/1.2.2/#733-plain-style (an unquoted value has spaces, and ends before a comment)',
    anchors: ['sswo', 'sswd', 'ssph', 'ssco', 'kennwort'],
    pattern: pattern(
      String.raw`^[ \t>*+-]{0,40}(?:[\w.'-]{1,30} ){0,3}[\w.-]{0,40}(?:${long})["']?[ \t]{0,40}:(?!:)[ \t]{0,40}${phrase}`,
      'i',
    ),
    shown: 'nothing',
    isSecret: isPhrase,
  },
  {
    kind: 'password',
    source: 'learn.microsoft.com/troubleshoot/windows-server/user-profiles-and-logon/turn-on-automatic-logon',
    anchors: ['sswo', 'sswd', 'pwd '],
    pattern: pattern(
      String.raw`(?:password|passwd|pwd)[ \t]{1,40}REG_(?:EXPAND_)?SZ[ \t]{1,40}(?<secret>[^\r\n]{1,1024})`,
      'i',
    ),
    shown: 'nothing',
    isSecret: isNoPlaceholder,
  },
  {
    kind: 'password',
    source:
      'learn.microsoft.com/windows-hardware/customize/desktop/unattend/microsoft-windows-shell-setup-autologon-password',
    anchors: ['sswo', 'sswd', 'ssph', 'pwd>', 'pass>', 'pwd ', 'pass '],
    pattern: pattern(
      String.raw`<[\w:.-]{0,40}(?:${long}|pwd|pass)(?:[ \t][^<>\r\n]{0,200})?>(?:<Value>)?(?<secret>[^<\r\n]{1,1024})`,
      'i',
    ),
    shown: 'nothing',
    isSecret: isNoPlaceholder,
  },
  {
    kind: 'password',
    source: 'learn.microsoft.com/dotnet/framework/configure-apps/file-schema/appsettings/add-element-for-appsettings',
    anchors: ['sswo', 'sswd', 'pwd"'],
    pattern: pattern(
      String.raw`(?:password|passwd|pwd)\\{0,3}["'][ \t]{0,8},?[ \t]{0,8}\\{0,3}["']?value\\{0,3}["']?[ \t]{0,8}[=:][ \t]{0,8}${value}`,
      'i',
    ),
    shown: 'nothing',
    isSecret: isNoPlaceholder,
  },
  {
    kind: 'password',
    source: 'RFC 3986 section 3.2.1',
    anchors: anchorsTo('://'),
    pattern: pattern(String.raw`:\/\/[^ \t\r\n\/?#:@"'<>]{0,128}:(?<secret>[^ \t\r\n\/?#"'<>]{1,512})@(?=[\w\[.%{$-])`),
    shown: 'nothing',
    isSecret: isNoPlaceholder,
  },
  {
    kind: 'Wi-Fi key',
    source: 'learn.microsoft.com/windows-server/administration/windows-commands/netsh-wlan',
    // In the languages that are written in Latin letters; an accented letter is two bytes, or what a code page made of it.
    anchors: [
      ...[
        'key content',
        '<keymaterial>',
        'sselinhalt',
        'contenu de la cl',
        'contenido de la clave',
        'contenuto chiave',
      ],
      ...['contenuto della chiave', 'do da chave', 'sleutelinhoud', 'inhoud van sleutel', 'inhoud van de sleutel'],
    ],
    pattern: pattern(
      String.raw`(?:(?:Key Content|Schl.{1,3}sselinhalt|Contenu de la cl[^ \t\r\n:]{1,3}|Contenido de la clave|Contenuto (?:della )?chiave|Conte.{1,3}do da chave|Sleutelinhoud|Inhoud van (?:de )?sleutel)[ \t]{0,40}:[ \t]{0,8}|<keyMaterial>)(?<secret>[^<\r\n]{1,128})`,
      'i',
    ),
    shown: 'nothing',
    isSecret: isNoPlaceholder,
  },
  {
    kind: 'secret',
    source: 'learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow',
    anchors: ['ecret', 'token', '_key', '-key', 'pikey', 'sskey', 'ntkey', 'onkey', 'erkey', 'ngkey', 'thkey', 'ppkey'],
    pattern: pattern(
      String.raw`(?:secret(?:[_-]?access)?(?:[_-]?(?:key|value|token))?|(?:api|access|account|encryption|master|signing|subscription|auth|app)[_-]?key|(?:access|auth|refresh|session|bearer|security|bot|oauth|api|vault|gitlab|github|npm|slack|discord|telegram)[_-]?token)${assigned}${value}`,
      'i',
    ),
    shown: 'ends',
    isSecret: looksMade,
  },
  {
    kind: 'secret',
    source: 'RFC 6750 section 2',
    anchors: ['token=', 'token:', 'token"', "token'", 'token =', 'token :', 'token\\'],
    pattern: pattern(String.raw`(?<![A-Za-z]|unexpected )token${assigned}${value}`, 'i'),
    shown: 'ends',
    isSecret: isToken,
  },
  {
    kind: 'secret',
    source: 'clig.dev; pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap12.html',
    anchors: ['token ', 'ecret ', '-key ', 'pikey ', 'sskey ', 'secret-', 'retkey '],
    pattern: pattern(
      String.raw`(?<!\w)-{1,2}(?:\w{1,30}-){0,3}(?:token|secret|(?:api|access|secret|account|master|signing|subscription)-?key)[ \t]{1,16}(?!-)${value}`,
      'i',
    ),
    shown: 'ends',
    isSecret: looksMade,
  },
];
