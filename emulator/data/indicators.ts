/** What a script prints that looks for traces of an intruder. Hosts are Microsoft's own for examples, or nobody's. */

import { files } from './ids.ts';

const lure = '9b1de4f0a7c35826d0e94ab17f63c285e1907dd4b82a6c53f01e7d94c6a8b35e';

export const indicatorOutput = {
  output: [
    'Checking autostart',
    `HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\Updater = C:\\Users\\Public\\kms.exe -s`,
    'HKEY_CURRENT_USER\\Software\\Classes\\ms-settings\\shell\\open\\command',
    `kms.exe SHA256 ${files.autoKms}`,
    `kms.exe SHA1   ${files.autoKmsSha1}`,
    'kms.exe MD5    82849dc81d94056224445ea73dc6153a',
    `invoice.docm   ${lure}`,
    'empty.log      e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'Checking connections',
    'TCP 10.20.0.42:50412 -> 131.107.255.255:443 kms.exe',
    'TCP 10.20.0.42:50413 -> 203.0.113.66:8443 kms.exe',
    'TCP [fe80::5054:ff:fe12:3456]:445 -> [2001:db8::66]:445 System',
    'GET hxxps://files[.]fabrikam[.]com/stage2/kms.exe?id=42',
    'GET https://files.fabrikam.com/stage2/kms.exe?id=42',
    'GET http://203.0.113.66/gate.php',
    'GET https://www.microsoft.com/pkiops/crl/root.crl',
    'DNS login-portal.northwindtraders.com, intranet.contoso.local, ctldl.windowsupdate.com',
    'mail from billing@northwindtraders.com',
    'Patched against CVE-2021-34527: no',
    'Assembly System.Net.Http, Version=4.0.0.0; setup.sh not found',
    ...Array.from({ length: 8 }, (_, i) => `C:\\ProgramData\\Cache\\{${i}}\\module${i}.dll`),
  ].join('\r\n'),
  errors: "Get-Item : Cannot find path 'C:\\Windows\\Temp\\dropper.ps1' because it does not exist.",
} as const;
