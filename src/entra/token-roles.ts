/** What a token lets its holder do: the application permissions that are in it. */

import { decodeJwt } from 'jose';
import type { TokenSource } from './token-source.ts';

/** More than any registration needs. */
const maxRoles = 100;

/**
 * `undefined`: it names none, or is nothing that can be looked into; a token is made for the API, and who asks with it
 * is promised nothing about its form.
 * Source: learn.microsoft.com/entra/identity-platform/access-tokens and access-token-claims-reference (`roles`)
 */
export function rolesIn(token: string): readonly string[] | undefined {
  const roles = claimOf(token);
  if (!Array.isArray(roles)) return undefined;
  const named = roles.filter((role) => typeof role === 'string' && /^[A-Za-z][\w.]{0,63}$/.test(role)) as string[]; // filtered
  return named.length === 0 ? undefined : [...new Set(named)].sort().slice(0, maxRoles);
}

function claimOf(token: string): unknown {
  try {
    return decodeJwt(token)['roles'];
  } catch {
    return undefined;
  }
}

/** The same tokens; each new one is looked into on its way. */
export function watchRoles(source: TokenSource, onRoles: (roles: readonly string[] | undefined) => void): TokenSource {
  let seen: string | undefined;
  return async (options) => {
    const token = await source(options);
    if (token !== seen) {
      seen = token;
      onRoles(rolesIn(token));
    }
    return token;
  };
}
