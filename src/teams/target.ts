/** What a request asks for, looked at before the router does. */

import type { IncomingMessage } from 'node:http';

const path = /^\/[\x21-\x7e]*$/;
const host = /^(?:(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?)?$/i;

/**
 * False for what the router (restify 12) would throw on, outside of every handler: it makes a URL of `Host` and target
 * in a later tick, where only the process itself could catch. No client but a proxy's sends a target with a scheme.
 */
export function isRoutable({ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>): boolean {
  const authority = headers.host ?? '';
  return path.test(url) && host.test(authority) && URL.canParse(`http://${authority || 'localhost'}${url}`);
}
