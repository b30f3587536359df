/** How an app registration proves itself, by the variables that are its own. */

import type { Need } from './config-faults.ts';
import type { Credential } from './entra/credential.ts';
import type { Variables } from './variables.ts';

export interface CredentialVariables {
  readonly secret: keyof Variables;
  readonly certificatePath: keyof Variables;
  /** Whose app registration it is, for the words of a fault. */
  readonly app: string;
  /** Of a managed identity; `undefined`: the system-assigned one. */
  readonly managedIdentity: string | undefined;
}

export function credentialOf(kind: Credential['kind'], of: CredentialVariables, need: Need): Credential {
  switch (kind) {
    case 'secret':
      return { kind, secret: need(of.secret, `the secret of ${of.app}`) };
    case 'certificate':
      return { kind, path: need(of.certificatePath, 'a PEM file with key and certificate') };
    case 'managed-identity':
      return { kind, clientId: of.managedIdentity };
    case 'workload-identity':
      return { kind, tokenFile: need('AZURE_FEDERATED_TOKEN_FILE', 'the platform sets it') };
  }
}
