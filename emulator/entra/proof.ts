/** Does the client prove who it is: by its secret, or by an assertion that it signed or that a platform signed for it. */

import { createHash, timingSafeEqual } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import type { AppRegistration } from '../identity.ts';
import { TokenRefusal } from './refusals.ts';

/** Source: RFC 7523 section 2.2 */
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Throws TokenRefusal. An assertion's signature is not checked: the emulator knows no certificate. */
export function checkProof(app: AppRegistration, form: URLSearchParams, now: number): void {
  const secret = form.get('client_secret');
  const assertion = form.get('client_assertion');
  if (secret !== null) checkSecret(app, secret);
  else if (assertion !== null && form.get('client_assertion_type') === assertionType) {
    checkAssertion(app, assertion, now);
  } else {
    throw new TokenRefusal(
      'secretMissing',
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  }
}

function checkSecret(app: AppRegistration, secret: string): void {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  if (app.clientSecret !== undefined && timingSafeEqual(digest(secret), digest(app.clientSecret))) return;
  throw new TokenRefusal(
    'secretWrong',
    'Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, ' +
      `not the client secret ID, for a secret added to app '${app.clientId}'.`,
  );
}

function checkAssertion(app: AppRegistration, assertion: string, now: number): void {
  const claims = claimsOf(assertion);
  if (claims === undefined) throw new TokenRefusal('assertionMalformed', 'JWT token is invalid or malformed.');
  if (claims.exp === undefined || claims.exp * 1000 <= now) {
    throw new TokenRefusal('assertionExpired', 'Client assertion is not within its valid time range.');
  }
  const isOwn = claims.iss === app.clientId && claims.sub === app.clientId;
  const isFederated = app.federatedSubject !== undefined && claims.sub === app.federatedSubject;
  if (!isOwn && !isFederated) {
    throw new TokenRefusal(
      'assertionForeign',
      'No matching federated identity record found for presented assertion subject.',
    );
  }
}

/** `undefined`: no signed JWT. */
function claimsOf(assertion: string): JWTPayload | undefined {
  try {
    const { alg } = decodeProtectedHeader(assertion);
    return alg === undefined || alg === 'none' || assertion.endsWith('.') ? undefined : decodeJwt(assertion);
  } catch {
    return undefined;
  }
}
