/** Names with dots: which are domains, which are files or namespaces, and which nobody needs to look at. */

import { parse } from 'tldts';
import type { IndicatorMark } from './indicator.ts';

/** Not in the public suffix list, and yet ends of names. Source: RFC 6761, RFC 6762, RFC 8375; ICANN resolution 2024.07.29.06 */
const privateEnds = ['local', 'localdomain', 'lan', 'internal', 'intranet', 'corp', 'home', 'arpa'];
/** Source: RFC 6761, RFC 2606 */
const exampleEnds = ['example', 'test', 'invalid', 'example.com', 'example.net', 'example.org'];

/** Top-level domains that are endings of file names: a name of two parts is more likely a file. */
const fileEndings = new Set(
  'sh zip md py pl rs so ps cc mov cab bz pub mk pm la tf app st sc in as ml do am ad id vi ms tv ai'.split(' '),
);
/** `System.Net`, `Windows.Media.Core`: namespaces end in words that are top-level domains too. */
const namespace = /^(?:System|Microsoft|Windows|Google|Newtonsoft|Internet)\.[A-Z]/;

/** Of vendors, without those under which customers store what they like (`windows.net`, `azurewebsites.net`, drives). */
const vendors = new Set(
  `microsoft.com windows.com windowsupdate.com microsoftonline.com msftconnecttest.com msftncsi.com msn.com
  office.com office.net office365.com live.net skype.com aka.ms msocsp.com xboxlive.com gstatic.com
  googleapis.com google-analytics.com mozilla.org mozilla.com mozilla.net firefox.com apple.com
  intel.com nvidia.com digicert.com verisign.com symcb.com globalsign.com entrust.net sectigo.com usertrust.com
  comodoca.com letsencrypt.org lencr.org w3.org xmlsoap.org openxmlformats.org python.org java.com oracle.com vmware.com
  lenovo.com dell.com hp.com akamai.net nist.gov mitre.org`.split(/\s+/),
);
/** Of these the name alone, or with `www.`: under others people store files. */
const frontDoors = new Set(
  'google.com live.com github.com amazon.com icloud.com adobe.com bing.com visualstudio.com'.split(' '),
);
/** Under vendors' names, and yet anybody's. */
const shared =
  /storage\.googleapis\.com$|(?:^|\.)(?:sites|drive|docs|script)\.googleapis\.com$|sharepoint|onedrive|(?:^|\.)(?:forms|sway)\.office\.com$|(?:^|\.)(?:forms|customervoice)\.microsoft\.com$/;

/** @param isSure - it stood in a link or behind an `@`: then it is no file. `undefined`: it is no domain. */
export function domainMark(name: string, isSure: boolean): { readonly mark: IndicatorMark | undefined } | undefined {
  const host = name.toLowerCase();
  if (endsIn(host, exampleEnds)) return { mark: 'documentation' };
  if (endsIn(host, privateEnds)) return { mark: 'private' };
  const { domain, isIcann, isIp, publicSuffix } = parse(host, { validateHostname: true });
  if (domain === null || isIcann !== true || isIp === true) return undefined;
  const isFile = fileEndings.has(publicSuffix ?? '') && host.split('.').length === 2;
  if (!isSure && (isFile || namespace.test(name))) return { mark: 'noise' };
  if (frontDoors.has(domain)) return { mark: host === domain || host === `www.${domain}` ? 'noise' : undefined };
  return { mark: vendors.has(domain) && !shared.test(host) ? 'noise' : undefined };
}

/** Its name alone is harmless, and what lies behind it is anybody's. */
export function isFrontDoor(host: string): boolean {
  return frontDoors.has(host.toLowerCase().replace(/^www\./, ''));
}

function endsIn(host: string, ends: readonly string[]): boolean {
  return ends.some((end) => host.endsWith(`.${end}`) || (end.includes('.') && host === end));
}
