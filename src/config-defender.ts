/** Where Defender is asked, and as whom. */

import { credentialOf } from './config-credential.ts';
import { needed, type Faults } from './config-faults.ts';
import { cloudFor, scopeFor, tokenUrlFor, type Cloud } from './defender/clouds.ts';
import type { Credential } from './entra/credential.ts';
import type { Variables } from './variables.ts';

export interface DefenderConfig {
  readonly tenantId: string;
  readonly clientId: string;
  readonly credential: Credential;
  readonly apiUrl: string;
  readonly tokenUrl: string;
  readonly scope: string;
  readonly portalUrl: string;
  readonly downloadHosts: readonly string[];
  /** A second app registration, which asks for results and nothing else; `undefined`: the first asks for all. */
  readonly result: { readonly clientId: string; readonly credential: Credential } | undefined;
}

export function defenderConfig(set: Variables, faults: Faults): DefenderConfig {
  const need = needed(set, faults);
  const cloud = cloudOf(set, faults);
  const tenantId = need('DEFENDER_TENANT_ID', 'the tenant whose Defender is asked');
  return {
    tenantId,
    clientId:
      set.DEFENDER_CREDENTIAL === 'managed-identity'
        ? ''
        : need('DEFENDER_CLIENT_ID', 'the app registration with the permissions'),
    credential: credentialOf(
      set.DEFENDER_CREDENTIAL,
      {
        secret: 'DEFENDER_CLIENT_SECRET',
        certificatePath: 'DEFENDER_CERTIFICATE_PATH',
        app: 'the app registration',
        managedIdentity: set.MANAGED_IDENTITY_CLIENT_ID,
      },
      need,
    ),
    apiUrl: set.DEFENDER_API_URL ?? cloud.apiUrl,
    tokenUrl: set.DEFENDER_TOKEN_URL ?? tokenUrlFor(cloud, tenantId),
    scope: scopeFor(cloud),
    portalUrl: cloud.portalUrl,
    downloadHosts: set.DEFENDER_DOWNLOAD_HOSTS ?? cloud.downloadHosts,
    result: resultApp(set, faults),
  };
}

function cloudOf({ DEFENDER_CLOUD, DEFENDER_REGION }: Variables, faults: Faults): Cloud {
  try {
    return cloudFor(DEFENDER_CLOUD, DEFENDER_REGION);
  } catch {
    faults.add('DEFENDER_REGION', 'only the commercial cloud has regions; leave it out');
    return cloudFor(DEFENDER_CLOUD);
  }
}

const resultVariables = [
  'DEFENDER_RESULT_CREDENTIAL',
  'DEFENDER_RESULT_CLIENT_SECRET',
  'DEFENDER_RESULT_CERTIFICATE_PATH',
] as const;

function resultApp(set: Variables, faults: Faults): DefenderConfig['result'] {
  const clientId = set.DEFENDER_RESULT_CLIENT_ID;
  if (clientId === undefined) {
    for (const name of resultVariables)
      if (set[name] !== undefined) faults.add(name, 'is of no use without DEFENDER_RESULT_CLIENT_ID');
    return undefined;
  }
  if (clientId.toLowerCase() === set.DEFENDER_CLIENT_ID?.toLowerCase())
    faults.add('DEFENDER_RESULT_CLIENT_ID', 'is the first app registration; leave it out, or name a second one');
  const credential = credentialOf(
    set.DEFENDER_RESULT_CREDENTIAL ?? 'secret',
    {
      secret: 'DEFENDER_RESULT_CLIENT_SECRET',
      certificatePath: 'DEFENDER_RESULT_CERTIFICATE_PATH',
      app: 'the app registration for results',
      managedIdentity: clientId,
    },
    needed(set, faults),
  );
  return { clientId, credential };
}
