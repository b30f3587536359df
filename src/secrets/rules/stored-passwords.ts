/** Passwords that a command stores: in the registry, in the environment. */

import { pattern, type Rule } from '../rule.ts';
import { isNoPlaceholder, looksMade, value } from '../value.ts';

const space = String.raw`[ \t]{1,16}`;
const names = '(?:password|passwd|passphrase|passwort|kennwort|pwd)';
const named = String.raw`["']?[\w.-]{0,60}${names}["']?`;
const anchors = ['sswo', 'sswd', 'ssph', 'kennwort', 'pwd ', 'pwd"', "pwd'"];
/** Of the same command. */
const gap = String.raw`[^\r\n&|;]{0,200}?`;

const stored = { kind: 'password', anchors, shown: 'nothing', isSecret: isNoSetting } as const;

export const storedPasswordRules: readonly Rule[] = [
  {
    ...stored,
    source: 'learn.microsoft.com/windows-server/administration/windows-commands/reg-add',
    pattern: pattern(
      String.raw`(?<=[ \t])\/v${space}${named}[ \t]${gap}(?<=[ \t])\/d${space}${value}|(?<=[ \t])\/d${space}${value}[ \t]${gap}(?<=[ \t])\/v${space}${named}(?![\w.-])`,
      'i',
    ),
  },
  {
    ...stored,
    source: 'learn.microsoft.com/powershell/module/microsoft.powershell.management/set-itemproperty',
    pattern: pattern(
      String.raw`(?<=[ \t])-n(?:ame)?${space}${named}[ \t]${gap}(?<=[ \t])-v(?:alue)?${space}(?!-)${value}|(?<=[ \t])-v(?:alue)?${space}(?!-)${value}[ \t]${gap}(?<=[ \t])-n(?:ame)?${space}${named}(?![\w.-])`,
      'i',
    ),
  },
  {
    ...stored,
    source: 'learn.microsoft.com/powershell/module/microsoft.powershell.management/set-itemproperty (by position)',
    pattern: pattern(
      String.raw`ItemProperty${space}(?:-(?:Literal)?Path${space})?(?:"[^"\r\n]{1,256}"|'[^'\r\n]{1,256}'|[^ \t\r\n"']{1,256})${space}(?:-n(?:ame)?${space})?${named}${space}(?:-v(?:alue)?${space})?(?![-:=])${value}`,
      'i',
    ),
  },
  {
    ...stored,
    source: 'learn.microsoft.com/windows-server/administration/windows-commands/setx',
    pattern: pattern(
      String.raw`(?<![\w.-])setx(?:\.exe)?["']?${space}(?:\/m${space})?["']?[\w.-]{0,60}(?:${names}|pass)["']?${space}(?!\/)${value}`,
      'i',
    ),
    anchors: ['setx'],
  },
  {
    ...stored,
    kind: 'secret',
    source: 'learn.microsoft.com/windows-server/administration/windows-commands/setx',
    pattern: pattern(
      String.raw`(?<![\w.-])setx(?:\.exe)?["']?${space}(?:\/m${space})?["']?[\w.-]{0,60}(?:secret|token|key)["']?${space}(?!\/)${value}`,
      'i',
    ),
    anchors: ['setx'],
    shown: 'ends',
    isSecret: looksMade,
  },
  {
    ...stored,
    source:
      'learn.microsoft.com/dotnet/api/system.environment.setenvironmentvariable; learn.microsoft.com/dotnet/api/microsoft.win32.registry.setvalue',
    pattern: pattern(
      String.raw`(?:SetEnvironmentVariable|SetValue)["']?\([^\r\n]{0,300}?["'][\w.-]{0,60}${names}["'][ \t]{0,4},[ \t]{0,4}["'](?<secret>[^"'\r\n]{1,512})`,
      'i',
    ),
    anchors: ['setenvironmentvariable', 'setvalue'],
  },
];

/** `PasswordExpiry`s and `EnablePassword`s are numbers: settings, which are evidence. */
function isNoSetting(text: string): boolean {
  return !/^(?:0x[\da-f]{1,8}|\d{1,3})$/i.test(text) && isNoPlaceholder(text);
}
