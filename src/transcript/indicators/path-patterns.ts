/** How paths and registry keys are written: with single backslashes, doubled in JSON, or with slashes. */

import type { Form } from './form.ts';

/** A part of a path or key that another follows may have single spaces in it. */
const part = String.raw`(?:[^\\\s"'<>|,;*?:/]|[ ](?![ ]|HK|[A-Za-z]:)){1,160}`;
const lastPart = String.raw`[^\\\s"'<>|,;*?:/()]{1,200}`;
const separator = String.raw`\\{1,2}`;
const endings =
  'exe|dll|sys|ps1|psm1|bat|cmd|vbs|js|jse|hta|lnk|scr|msi|zip|rar|7z|docx?|xlsx?|pdf|txt|log|dmp|iso|img|py|jar|tmp|dat|bin';
const file = String.raw`(?:[^\\\s"'<>|,;*?:/()]{1,160}\.[A-Za-z0-9]{1,5}(?=["'\s,;)]|$)|[^\\\s"'<>|,;*?:/]{1,60}(?:[ ][^\\\s"'<>|,;*?:/.]{1,60}){0,3}\.(?:${endings})(?![\w.-])|${lastPart})`;

/** Slashes separate many things: a folder with spaces in it is one in quotes, or known. */
const slashed = String.raw`(?<=["'])[A-Za-z]:\/(?!\/)[^"'<>|*?\r\n]{1,500}(?=["'])|(?<![A-Za-z0-9])[A-Za-z]:\/(?:(?:Program Files(?: \(x86\))?|Documents and Settings)\/)?(?:[^\\\s"'<>|,;*?:/]{1,160}\/){0,32}${lastPart}`;

/** A share of another computer, which may be one on the internet (`@SSL` and a port: over WebDAV). */
const host = String.raw`(?<host>[A-Za-z0-9][\w.-]{1,253})(?:@[\w@]{1,16})?`;

/** @param slashes - so many stand for one. Behind a drive or a root of the registry it is a path with doubled ones. */
function share(slashes: 1 | 2): string {
  const separators = String.raw`\\{${slashes}}(?!\\)`;
  const start = String.raw`(?<![\\\w]|(?<![A-Za-z0-9])[A-Za-z]:|HK\w{1,20}:)\\{${2 * slashes}}(?!\\)`;
  return String.raw`${start}${host}${separators}(?:${part}${separators}){0,32}${file}`;
}

export const pathForms: readonly Form[] = [
  {
    kind: 'registryKey',
    anchors: ['HK', 'hk', 'Hk'],
    pattern: new RegExp(
      String.raw`(?<![\w\\])(?:HKEY_(?:LOCAL_MACHINE|CURRENT_USER|USERS|CLASSES_ROOT|CURRENT_CONFIG)|HK(?:LM|CU|CR|CC|U)):?${separator}(?:${part}${separator}){0,32}${lastPart}`,
      'gi',
    ),
  },
  {
    kind: 'path',
    anchors: [':\\'],
    pattern: new RegExp(String.raw`(?<![A-Za-z0-9])[A-Za-z]:${separator}(?:${part}${separator}){0,32}${file}?`, 'gi'),
  },
  { kind: 'path', anchors: [':/'], pattern: new RegExp(slashed, 'gi') },
  { kind: 'share', anchors: ['\\\\'], pattern: new RegExp(`${share(1)}|${share(2)}`, 'gi') },
];
