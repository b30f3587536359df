/** Where a page that the API links to may be asked for: the bearer goes with the request, so nowhere but to Defender. */

export interface NextPage {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path and query exactly as they came: a link is used, not understood. */
  readonly path: string;
}

/** The API's own hosts. Source: learn.microsoft.com/defender-endpoint/api/exposed-apis-list, defender-endpoint/gov */
const hostSuffixes = [
  '.security.microsoft.com',
  '.securitycenter.microsoft.com',
  '.securitycenter.windows.com',
  '.securitycenter.microsoft.us',
];

/** `undefined`: it leads elsewhere, or is no link. @param apiUrl - the configured root, whose origin is allowed as it is. */
export function nextPage(link: string, apiUrl: string): NextPage | undefined {
  // An authority that nobody reads in two ways, then a path: both this and the parser end the one where the other begins.
  const [, path = ''] = /^https?:\/\/[\w.:[\]-]+(\/(?!\/)[!-[\]-~]*)$/i.exec(link) ?? [];
  const url = URL.parse(link);
  if (url === null || path === '' || path.includes('#')) return undefined;
  return url.origin === new URL(apiUrl).origin || isApiHost(url) ? { origin: url.origin, path } : undefined;
}

function isApiHost({ protocol, hostname, port }: URL): boolean {
  return protocol === 'https:' && port === '' && hostSuffixes.some((suffix) => hostname.endsWith(suffix));
}
