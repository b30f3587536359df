/** Passwords as arguments: what process listings, histories and scheduled tasks are full of. */

import { pattern, type Rule } from '../rule.ts';
import { isNoPlaceholder, value } from '../value.ts';

const space = String.raw`[ \t]{1,16}`;
/** `/add`, `/expires:never`, `/comment:"two words"`. */
const options = String.raw`(?:${space}\/[A-Za-z]{1,16}(?::(?:"[^"\r\n]{0,128}"|[^ \t\r\n"]{0,128}))?){0,8}`;
const program = (names: string): RegExp =>
  new RegExp(String.raw`(?<![\w.-])(?:${names})(?:64)?(?:\.exe)?["']?(?=[ \t])`, 'i');

function argument(
  source: string,
  anchors: readonly string[],
  text: string,
  options: Partial<Pick<Rule, 'after' | 'isSecret'>> & { readonly flags?: '' | 'i' } = {},
): Rule {
  const { flags = 'i', ...rest } = options;
  return {
    kind: 'password',
    source,
    anchors,
    pattern: pattern(text, flags),
    shown: 'nothing',
    isSecret: isNoPlaceholder,
    ...rest,
  };
}

export const commandLineRules: readonly Rule[] = [
  argument(
    'learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parameters',
    ['sswo', 'sswd', 'ssph', 'pass ', '-pw ', 'pwd ', '-pw\t'],
    // Another option behind it is no value, and a switch has none.
    String.raw`(?<![\w])(?:-{1,2}|\/)(?!-?no-?pass)[\w-]{0,30}(?:password|passwd|passphrase|pass|pwd|pw)(?<!bypass)${space}(?![-\/]{1,2}[A-Za-z])${value}`,
  ),
  argument(
    'learn.microsoft.com/windows-server/administration/windows-commands/cmdkey',
    [' /p:', '/rp:', '"/p:'],
    String.raw`(?<![\w\/])\/r?p:(?![\w.]{1,60}=)${value}`,
  ),
  argument(
    'learn.microsoft.com/windows-server/administration/windows-commands/schtasks-create',
    [
      '/rp ',
      'schtasks',
      'psexec',
      'paexec',
      'psloglist',
      'pskill',
      'psinfo',
      'tasklist',
      'taskkill',
      'systeminfo',
      'sshpass',
      'evil-winrm',
      'crackmapexec',
      'netexec',
      'smbmap',
      'xfreerdp',
      'driverquery',
      'openfiles',
      'wbadmin',
    ],
    String.raw`(?<=[ \t])[-\/]r?p${space}(?![-\/][A-Za-z]{1,16}(?:[ \t]|$))${value}`,
    {
      after: program(
        'schtasks|psexec|paexec|psloglist|pskill|psinfo|tasklist|taskkill|systeminfo|sshpass|evil-winrm|crackmapexec|netexec|smbmap|xfreerdp|driverquery|openfiles|wbadmin',
      ),
    },
  ),
  argument(
    'linux.die.net/man/1/sshpass; dev.mysql.com/doc/refman/8.4/en/password-security-user.html; 7-zip.opensource.jp/chm/cmdline/switches/password.htm',
    [
      'sshpass',
      'mysql',
      'mariadb',
      ...['7z a', '7z x', '7z u', '7z e', '7z -', '7z" ', '7za ', '7zr ', '7za.', '7z.e'],
      'rar ',
      'rar.',
      'rar"',
    ],
    String.raw`(?<=[ \t])-h?p(?![ \t])${value}`,
    {
      after: program('sshpass|mysql(?:dump|admin|import|show)?|mariadb(?:-dump)?|7z[ar]?|7-zip|(?:win|un)?rar'),
      flags: '',
    },
  ),
  argument(
    'learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-utility',
    ['sqlcmd', 'osql', 'isql', 'bcp ', 'bcp.'],
    String.raw`(?<=[ \t])[-\/]P[ \t]{0,8}(?![-\/][A-Za-z]{1,16}(?:[ \t]|$))${value}`,
    { after: program('sqlcmd|osql|isql|bcp'), flags: '' },
  ),
  argument(
    'curl.se/docs/manpage.html',
    ['curl'],
    String.raw`(?<=[ \t])(?:-u|--user|--proxy-user|-U)(?:[ \t]{0,8}|=)["']?[^ \t\r\n:"'\/]{0,128}:(?<secret>[^ \t\r\n"']{1,1024})`,
    { after: program('curl'), flags: '' },
  ),
  argument(
    'samba.org/samba/docs/current/man-html/smbclient.1.html',
    ['smbclient', 'rpcclient', 'smbget', 'smbexec', 'wmiexec', 'winexe', 'net rpc', 'pth-'],
    String.raw`(?<=[ \t])(?:-U|--user)(?:[ \t]{0,8}|=)["']?[^ \t\r\n%"']{1,128}%(?<secret>[^ \t\r\n"']{1,1024})`,
    { after: program('smbclient|rpcclient|smbget|smbexec|wmiexec|winexe|net|pth-[a-z]{1,16}'), flags: '' },
  ),
  argument(
    'docs.docker.com/reference/cli/docker/login; learn.microsoft.com/cli/azure/reference-index#az-login',
    ['login'],
    // A port that is mapped by a further command is none.
    String.raw`(?<=[ \t])-p(?:${space}|=)(?!-|[\d.:]{0,24}:\d{1,5}(?![^ \t\r\n]))${value}`,
    {
      after:
        /(?<![\w.-])(?:docker|podman|nerdctl|skopeo|buildah|crane|helm|oc|az)(?:\.exe|\.cmd)?["']?[ \t][\w .=:/-]{0,100}?(?<=[ \t])login(?=[ \t])/i,
      flags: '',
    },
  ),
  argument(
    'github.com/fortra/impacket ([[domain/]username[:password]@]<target>)',
    ['.py ', '.py"', 'impacket-', 'secretsdump', 'psexec', 'wmiexec', 'smbexec', 'atexec', 'smbclient'],
    String.raw`(?<=[ \t"'])(?:[\w.-]{1,64}\/)?[\w.$-]{1,64}:(?<secret>[^ \t\r\n"']{1,256})@(?=[\w\[.-])`,
    {
      after:
        /(?<!\w)(?:\w{1,40}\.py|impacket-\w{1,40}|(?:secretsdump|psexec|(?:wmi|smb|at)exec|smbclient)(?:\.exe)?)["']?(?=[ \t])/i,
    },
  ),
  argument(
    'github.com/fortra/impacket (domain/username[:password], those that ask a domain controller)',
    ['getuserspns', 'getnpusers', 'getadusers', 'gettgt', 'getst.py', 'impacket-getst'],
    String.raw`(?<=[ \t"'])[\w.-]{1,64}\/[\w.$-]{1,64}:(?<secret>[^ \t\r\n"'@]{1,256})(?=[ \t"']|$)`,
    { after: /(?<!\w)get(?:userspns|npusers|adusers|tgt|st)(?:\.py|\.exe)?["']?(?=[ \t])/i },
  ),
  argument(
    'github.com/fortra/impacket (the same, whatever it is started by, for addresses of private networks); RFC 1918',
    ['@10.', '@192.168.', '@172.'],
    String.raw`(?<![^ \t"'])[\w.-]{1,64}\/[\w.$-]{1,64}:(?<secret>[^ \t\r\n"']{1,256})@(?=(?:10|172|192\.168)\.\d)`,
  ),
  argument(
    'redis.io/docs/latest/develop/tools/cli; linux.die.net/man/1/ldapsearch',
    ['redis-cli', 'ldapsearch', 'ldapmodify', 'ldapadd'],
    String.raw`(?<=[ \t])-[aw]${space}(?!-)${value}`,
    { after: program('redis-cli|ldap(?:search|modify|add|delete)') },
  ),
  argument(
    'learn.microsoft.com/troubleshoot/windows-server/networking/net-commands-on-operating-systems',
    [' user ', '\tuser '],
    // Options may stand anywhere; what is redirected or piped is no password.
    String.raw`(?<![\w.-])net1?(?:\.exe)?["']?${space}user${options}${space}(?:"[^"\r\n]{1,64}"|[^ \t\r\n"\/*]{1,64})${options}${space}(?!\/|\d?[<>&|])${value}`,
  ),
  argument(
    'learn.microsoft.com/windows-server/administration/windows-commands/net-use',
    [' use ', '\tuse '],
    String.raw`\/u(?:ser)?:(?:"[^"\r\n]{1,128}"|[^ \t\r\n"]{1,128})${space}(?!\/|\\\\)${value}`,
    { after: /(?<![\w.-])net1?(?:\.exe)?["']?[ \t]{1,16}use[ \t]/i },
  ),
  argument(
    'learn.microsoft.com/windows-server/administration/windows-commands/net-use',
    [' use ', '\tuse '],
    String.raw`^[ \t]{0,16}(?:[A-Za-z*]:?[ \t]{1,16})?(?:"\\\\[^"\r\n]{1,256}"|\\\\[^ \t\r\n"]{1,256})${space}(?!\/)${value}`,
    { after: /(?<![\w.-])net1?(?:\.exe)?["']?[ \t]{1,16}use(?=[ \t])/i },
  ),
  argument(
    'learn.microsoft.com/powershell/module/microsoft.powershell.security/convertto-securestring',
    ['securestring'],
    String.raw`ConvertTo-SecureString${space}(?:-String${space})?(?!-)${value}`,
  ),
  argument(
    'learn.microsoft.com/powershell/module/microsoft.powershell.security/convertto-securestring',
    ['securestring'],
    String.raw`(?<=["'](?<secret>[^"'\r\n]{1,512})["'][ \t]{0,8}\|[ \t]{0,8})ConvertTo-SecureString`,
  ),
  argument(
    'learn.microsoft.com/dotnet/api/system.net.networkcredential.-ctor',
    ['kcredential'],
    String.raw`NetworkCredential["']?[ \t]{0,4}\(?[ \t]{0,4}["'][^"'\r\n]{0,256}["'][ \t]{0,4},[ \t]{0,4}["'](?<secret>[^"'\r\n]{1,512})`,
  ),
];
