/**
 * One token by MSAL, for each kind of credential.
 *
 * MSAL keeps no state for us: an application is made for each token, so its cache and its throttling memory, both
 * on the machine's clock, never answer in place of Entra ID. What is kept, and for how long, `token-cache.ts` decides.
 * The one thing that outlives a call is MSAL's managed identity source, which holds the first network it was given.
 */

import { readFile } from 'node:fs/promises';
import {
  ConfidentialClientApplication,
  ManagedIdentityApplication,
  type AuthenticationResult,
  type INetworkModule,
  type NodeAuthOptions,
} from '@azure/msal-node';
import { systemClock } from '../clock.ts';
import { readCertificate } from './certificate.ts';
import type { Credential } from './credential.ts';
import type { AcquiredToken } from './token-cache.ts';
import { TokenError } from './token-source.ts';
import { credentialUnusable, tokenErrorFrom } from './token-failure.ts';

export interface AcquireOptions {
  /** The whole endpoint. Plain http is fine here; who may use it is the configuration's matter. */
  readonly tokenUrl: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Ends in `/.default`: an application asks for what it was granted. */
  readonly scope: string;
  readonly credential: Credential;
  readonly network: INetworkModule;
}

/** Throws TokenError. */
export async function acquireToken(options: AcquireOptions): Promise<AcquiredToken> {
  const result = await askMsal(options).catch((error: unknown) => {
    throw tokenErrorFrom(error);
  });
  if (result === null || result.accessToken === '') {
    throw new TokenError('Entra ID answered without a token', { code: 'no_token' });
  }
  // MSAL counts from the machine's clock: what is taken over is how long, not until when.
  const expiresAt = result.expiresOn?.getTime() ?? 0;
  return { token: result.accessToken, lifetimeMs: Math.max(0, expiresAt - systemClock.now()) };
}

async function askMsal(options: AcquireOptions): Promise<AuthenticationResult | null> {
  const { credential, network, scope } = options;
  if (credential.kind === 'managed-identity') {
    const { clientId } = credential;
    const identity = new ManagedIdentityApplication({
      ...(clientId === undefined ? {} : { managedIdentityIdParams: { userAssignedClientId: clientId } }),
      system: { networkClient: network, disableInternalRetries: true },
    });
    return identity.acquireToken({ resource: scope, forceRefresh: true });
  }
  const application = new ConfidentialClientApplication({
    auth: { clientId: options.clientId, ...authority(options), ...(await proof(credential)) },
    system: { networkClient: network },
  });
  return application.acquireTokenByClientCredential({ scopes: [scope] });
}

/**
 * MSAL refuses an authority on plain http, but takes any token endpoint from metadata. With both given it discovers
 * nothing over the network, and no region from the environment changes the host.
 */
function authority({ tokenUrl, tenantId }: AcquireOptions): Partial<NodeAuthOptions> {
  const host = new URL(tokenUrl).host;
  const root = `https://${host}/${tenantId}`;
  return {
    authority: root,
    knownAuthorities: [host],
    authorityMetadata: JSON.stringify({
      issuer: `${root}/v2.0`,
      token_endpoint: tokenUrl,
      authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
      jwks_uri: `${root}/discovery/v2.0/keys`,
    }),
  };
}

async function proof(
  credential: Exclude<Credential, { readonly kind: 'managed-identity' }>,
): Promise<Partial<NodeAuthOptions>> {
  switch (credential.kind) {
    case 'secret':
      return { clientSecret: credential.secret };
    case 'certificate':
      return { clientCertificate: await usable('certificate', readCertificate(credential.path)) };
    case 'workload-identity':
      return { clientAssertion: await usable('federated token', federatedToken(credential.tokenFile)) };
  }
}

/** The platform replaces the file while the bot runs. Source: learn.microsoft.com/azure/aks/workload-identity-overview */
async function federatedToken(path: string): Promise<string> {
  const token = (await readFile(path, 'utf8')).trim();
  if (token === '') throw new TypeError('it is empty');
  return token;
}

function usable<T>(what: string, read: Promise<T>): Promise<T> {
  return read.catch((error: unknown) => {
    throw credentialUnusable(what, error);
  });
}
