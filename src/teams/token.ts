/**
 * Verifies the token that the Bot Framework sends along with each activity.
 * Source: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */

import { jwtVerify, type JWTPayload } from 'jose';
import type { Dispatcher } from 'undici';
import type { Clock } from '../clock.ts';
import { createKeyCache, type KeyLookup } from './key-cache.ts';
import { Refusal, type RefusalReason } from './refusal.ts';
import { fetchSigningKeys, type SigningKey } from './signing-keys.ts';

/** What the token proves; the activity has still to agree with it. */
interface VerifiedCaller {
  readonly serviceUrl: string;
  /** Channels that the signing key may speak for. */
  readonly endorsements: readonly string[];
}

/** Takes the value of the `Authorization` header. Throws Refusal. */
export type TokenVerifier = (authorization: string | undefined) => Promise<VerifiedCaller>;

export interface TokenVerifierOptions {
  readonly appId: string;
  /** Compared exactly. */
  readonly issuers: readonly string[];
  readonly openIdUrl: string;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
}

/** `clockSkewS` is the Bot Framework's own figure, the others are ours. */
const limits = { headerLength: 8_192, clockSkewS: 300, keysTimeoutMs: 5_000, keysBytes: 1_048_576 } as const;

export function createTokenVerifier({
  appId,
  issuers,
  openIdUrl,
  dispatcher,
  clock,
}: TokenVerifierOptions): TokenVerifier {
  const fetching = { dispatcher, clock, timeoutMs: limits.keysTimeoutMs, maxBytes: limits.keysBytes };
  const lookUp = createKeyCache(() => fetchSigningKeys(openIdUrl, fetching), clock);

  return async (authorization) => {
    const token = bearerToken(authorization);
    let signedWith: SigningKey | undefined;
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        signedWith = await knownKey(kid, lookUp);
        return signedWith.key;
      },
      {
        algorithms: ['RS256'],
        issuer: [...issuers],
        clockTolerance: limits.clockSkewS,
        currentDate: new Date(clock.now()),
        requiredClaims: ['exp'],
      },
    ).catch(refuse);
    return { serviceUrl: serviceUrlOf(payload, appId), endorsements: signedWith?.endorsements ?? [] };
  };
}

function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined) throw new Refusal(401, 'no-token');
  if (authorization.length > limits.headerLength) throw new Refusal(431, 'token-too-long');
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
  if (token === undefined) throw new Refusal(401, 'token-malformed');
  return token;
}

async function knownKey(kid: string | undefined, lookUp: KeyLookup): Promise<SigningKey> {
  if (kid === undefined) throw new Refusal(401, 'key-unknown');
  const found = await lookUp(kid).catch((cause: unknown) => {
    throw new Refusal(503, 'keys-unavailable', { cause });
  });
  if (found === undefined) throw new Refusal(401, 'key-unknown');
  return found;
}

/** The audience is compared here because the library would take a list too: a token for several is not for this bot. */
function serviceUrlOf({ aud, serviceurl }: JWTPayload, appId: string): string {
  if (aud !== appId) throw new Refusal(401, 'token-audience');
  if (typeof serviceurl !== 'string' || serviceurl === '') throw new Refusal(401, 'token-service-url');
  return serviceurl;
}

const reasonByCode: Readonly<Record<string, RefusalReason>> = {
  ERR_JOSE_ALG_NOT_ALLOWED: 'token-algorithm',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'token-signature',
  ERR_JWT_EXPIRED: 'token-expired',
};

const reasonByClaim: Readonly<Record<string, RefusalReason>> = {
  iss: 'token-issuer',
  nbf: 'token-not-yet-valid',
};

/** The library's messages may quote the token, so that they are not kept. Whatever is not known refuses. */
function refuse(error: unknown): never {
  if (error instanceof Refusal) throw error;
  const { code, claim } = error as { readonly code?: unknown; readonly claim?: unknown }; // read as unknown
  if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED') {
    throw new Refusal(401, reasonByClaim[String(claim)] ?? 'token-claims');
  }
  throw new Refusal(401, reasonByCode[String(code)] ?? 'token-malformed');
}
