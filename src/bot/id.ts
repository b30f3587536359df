/** What a word is, by its form. Forms: learn.microsoft.com/defender-endpoint/api (alerts, machineaction, files, machine). */

export type IdKind = 'alert' | 'action' | 'sha256' | 'sha1' | 'device' | 'sha1-or-device' | 'incident';

export interface FoundId {
  readonly kind: IdKind;
  readonly id: string;
}

const forms: readonly (readonly [IdKind, RegExp])[] = [
  ['alert', /^(?:[a-z]{2})?\d{15,20}_-?\d{1,12}$/i],
  ['alert', /^[a-z]{2}[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i],
  ['action', /^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/i],
  ['sha256', /^[0-9A-F]{64}$/i],
  ['sha1-or-device', /^[0-9A-F]{40}$/i],
];

export function idIn(word: string): FoundId | undefined {
  const form = forms.find(([, pattern]) => pattern.test(word));
  if (form === undefined) return undefined;
  const [kind] = form;
  // Phones begin a sentence with a capital; the prefix is small, the rest of an alert id is Defender's business.
  return {
    kind,
    id: kind === 'alert' ? word.replace(/^[a-z]{2}/i, (prefix) => prefix.toLowerCase()) : word.toLowerCase(),
  };
}

/** An alert of a product whose ids this bot has never seen: let Defender decide. */
export function mayBeAlertId(word: string): boolean {
  return /^[\w-]{10,128}$/.test(word) && /\d/.test(word);
}

const portalHosts = [
  'security.microsoft.com',
  'security.microsoft.us',
  'security.apps.mil',
  'securitycenter.windows.com',
  'securitycenter.microsoft.com',
];

const portalPaths: readonly (readonly [IdKind, RegExp])[] = [
  ['alert', /^\/alerts?\/([^/]+)/i],
  ['incident', /^\/incidents?2?\/(\d{1,18})(?:\/|$)/i],
  ['sha256', /^\/files?\/([0-9a-f]{64})(?:\/|$)/i],
  ['sha1', /^\/files?\/([0-9a-f]{40})(?:\/|$)/i],
  ['device', /^\/machines(?:\/v2)?\/([0-9a-f]{40})(?:\/|$)/i],
];

/** A page of the Defender portal → what it shows; `undefined`: not such a page. */
export function idInPortalUrl(word: string): FoundId | undefined {
  if (!/^https?:\/\//i.test(word) || !URL.canParse(word)) return undefined;
  const { hostname, pathname } = new URL(word);
  if (!portalHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))) return undefined;
  for (const [kind, pattern] of portalPaths) {
    const id = pattern.exec(pathname)?.[1];
    if (id !== undefined && (kind !== 'alert' || mayBeAlertId(id))) return { kind, id };
  }
  return undefined;
}
