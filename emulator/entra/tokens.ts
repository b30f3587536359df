/** Real signed tokens, with a key that is made at start, unless whoever starts it has one, and never leaves the process. */

import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, jwtVerify, SignJWT, type GenerateKeyPairResult, type JSONWebKeySet } from 'jose';
import type { EmulatorClock } from '../clock.ts';
import { tenantId, type AppRegistration } from '../identity.ts';
import { defenderAudiences } from './resources.ts';

/** Source: learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
export const tokenLifetimeSeconds = 3599;

const issuer = `https://sts.windows.net/${tenantId}/`;

/** Who calls, as a valid token says. */
export interface Caller {
  readonly appId: string;
  readonly tenantId: string;
  readonly audience: string;
  readonly roles: readonly string[];
}

export interface Tokens {
  issue(app: AppRegistration, resource: string): Promise<string>;
  /** `undefined`: not signed here, expired, not valid yet, or no token at all. */
  verify(token: string): Promise<Caller | undefined>;
  /** What the signatures can be checked with. */
  readonly keys: JSONWebKeySet;
}

export async function createTokens(clock: EmulatorClock, keyPair?: GenerateKeyPairResult): Promise<Tokens> {
  const { publicKey, privateKey } = keyPair ?? (await generateKeyPair('RS256'));
  const kid = randomUUID();
  const keys: JSONWebKeySet = { keys: [{ ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' }] };

  return {
    keys,
    issue(app, resource) {
      const seconds = Math.floor(clock.now() / 1000);
      return new SignJWT({
        appid: app.clientId,
        appidacr: '1',
        idtyp: 'app',
        tid: tenantId,
        ver: '1.0',
        ...(defenderAudiences.includes(resource) && app.roles.length > 0 ? { roles: [...app.roles] } : {}),
      })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
        .setIssuer(issuer)
        .setAudience(resource)
        .setSubject(app.clientId)
        .setIssuedAt(seconds)
        .setNotBefore(seconds)
        .setExpirationTime(seconds + tokenLifetimeSeconds)
        .setJti(randomUUID())
        .sign(privateKey);
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          algorithms: ['RS256'],
          issuer,
          currentDate: new Date(clock.now()),
        });
        const { appid, tid, aud, roles } = payload;
        if (typeof appid !== 'string' || typeof tid !== 'string' || typeof aud !== 'string') return undefined;
        return { appId: appid, tenantId: tid, audience: aud, roles: Array.isArray(roles) ? roles.map(String) : [] };
      } catch {
        return undefined; // why it is not valid is nothing the API tells
      }
    },
  };
}
