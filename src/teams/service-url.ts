/** Where an answer, and with it the bot's token, may be sent. */

import { isLoopbackHost } from '../loopback.ts';

export type ServiceUrlRule = (serviceUrl: string) => boolean;

export interface ServiceUrlHosts {
  /** Host names: https on its own port only. */
  readonly teams: readonly string[];
  /** The operator's own `host[:port]`: https, or http where the host is loopback. */
  readonly extra: readonly string[];
}

export function serviceUrlAmong({ teams, extra }: ServiceUrlHosts): ServiceUrlRule {
  const https = new Set([...teams, ...extra].map((host) => host.toLowerCase()));
  const http = new Set(extra.map((host) => host.toLowerCase()));
  return (serviceUrl) => {
    const url = plainUrl(serviceUrl);
    if (url === undefined) return false;
    if (url.protocol === 'https:') return https.has(url.host);
    return url.protocol === 'http:' && isLoopbackHost(url.hostname) && http.has(url.host);
  };
}

/** For development on one machine: the channel is a program on it, whatever its port. */
export const loopbackServiceUrl: ServiceUrlRule = (serviceUrl) => {
  const url = plainUrl(serviceUrl);
  return url !== undefined && /^https?:$/.test(url.protocol) && isLoopbackHost(url.hostname);
};

/** A URL of scheme, host and path only; `undefined` for anything else. */
function plainUrl(text: string): URL | undefined {
  const url = URL.parse(text);
  return url !== null && url.username + url.password === '' && !/[?#\\\s]/.test(text) ? url : undefined;
}
