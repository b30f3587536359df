/** How indicators are written. Every repeat is bounded. */

import type { IndicatorKind } from './indicator.ts';

export interface Form {
  readonly kind: IndicatorKind | 'hash' | 'dotted';
  /** Text without it holds none. */
  readonly anchor: string;
  /** The group `before`, where there is one, is a part of the value that the match does not hold. */
  readonly pattern: RegExp;
}

/** A part of a path or key that another follows may have single spaces in it. */
const part = String.raw`(?:[^\\\s"'<>|,;*?:/]|[ ](?![ ]|HK|[A-Za-z]:)){1,160}`;
const lastPart = String.raw`[^\\\s"'<>|,;*?:/()]{1,200}`;
const separator = String.raw`\\{1,2}`;
const endings =
  'exe|dll|sys|ps1|psm1|bat|cmd|vbs|js|jse|hta|lnk|scr|msi|zip|rar|7z|docx?|xlsx?|pdf|txt|log|dmp|iso|img|py|jar|tmp|dat|bin';

export const forms: readonly Form[] = [
  {
    kind: 'url',
    anchor: '://',
    pattern: /(?<![A-Za-z0-9])(?:https?|ftps?|wss?|sftp|tcp|ldaps?):\/\/[^\s\x00-\x1F\x7F-\x9F"'<>|\\^`{}]{1,2000}/gi,
  },
  {
    kind: 'email',
    anchor: '@',
    // What stands before the sign is looked at only where there is one.
    pattern:
      /(?<=(?<![\w.+:/-])(?<before>[A-Za-z0-9][\w.+-]{0,63}))@(?<host>(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z][A-Za-z0-9-]{1,62})(?![\w-]|\.\w)/g,
  },
  {
    kind: 'registryKey',
    anchor: 'HK',
    pattern: new RegExp(
      String.raw`(?<![\w\\])(?:HKEY_(?:LOCAL_MACHINE|CURRENT_USER|USERS|CLASSES_ROOT|CURRENT_CONFIG)|HK(?:LM|CU|CR|CC|U)):?${separator}(?:${part}${separator}){0,32}${lastPart}`,
      'g',
    ),
  },
  {
    kind: 'path',
    anchor: ':\\',
    pattern: new RegExp(
      String.raw`(?<![A-Za-z0-9])[A-Za-z]:${separator}(?:${part}${separator}){0,32}(?:[^\\\s"'<>|,;*?:/()]{1,160}\.[A-Za-z0-9]{1,5}(?=["'\s,;)]|$)|[^\\\s"'<>|,;*?:/]{1,60}(?:[ ][^\\\s"'<>|,;*?:/.]{1,60}){0,3}\.(?:${endings})(?![\w.-])|${lastPart})?`,
      'gi',
    ),
  },
  { kind: 'cve', anchor: '-', pattern: /(?<![A-Za-z0-9])CVE-(?:19|20)\d{2}-\d{4,7}(?!\d)/gi },
  {
    kind: 'ipv6',
    anchor: ':',
    pattern: /(?<=(?<![\w:.])(?<before>[0-9a-f]{0,4})):(?::{0,2}[0-9a-f]{1,4}){1,7}(?:::)?(?![\w:])/gi,
  },
  { kind: 'hash', anchor: '', pattern: /\b[0-9a-f]{32}(?:[0-9a-f]{8}(?:[0-9a-f]{24})?)?\b/gi },
  {
    kind: 'dotted',
    anchor: '.',
    pattern: /(?<![\w@.\\/-])[A-Za-z0-9][\w-]{0,62}(?:\.[A-Za-z0-9][\w-]{0,62}){1,10}(?![\w@-]|\.\w|[\\](?!\s))/g,
  },
];
