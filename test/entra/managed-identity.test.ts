/** In a file of its own: MSAL keeps the first network it was given for managed identities as long as it is loaded. */

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Agent, type Dispatcher } from 'undici';
import { createTokenSource } from '../../src/entra/create-token-source.ts';
import type { TokenSource } from '../../src/entra/token-source.ts';
import { manualClock } from '../support/clock.ts';
import { httpDouble, type HttpDouble } from '../support/http-double.ts';
import { thrown } from '../support/thrown.ts';

/** Source: learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token */
const metadataOrigin = 'http://169.254.169.254';
const path =
  '/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fapi.securitycenter.microsoft.com';
const clientId = '1b9f2f0e-6d52-4a1c-8a52-bb1a6a0c9d22';

let metadata: HttpDouble;
let dispatcher: Dispatcher;
let asked: string[];

beforeAll(async () => {
  metadata = await httpDouble();
  asked = [];
  // The metadata service has one address, which no test may call: the double stands in for it.
  dispatcher = new Agent().compose((dispatch) => (options, handler) => {
    asked.push(String(options.origin));
    return dispatch({ ...options, origin: metadata.url }, handler);
  });
});

afterAll(async () => {
  await dispatcher.close();
  await metadata.close();
});

function source(identity: string | undefined): TokenSource {
  return createTokenSource({
    tokenUrl: 'https://login.microsoftonline.com/tenant/oauth2/v2.0/token',
    tenantId: 'tenant',
    clientId: 'unused',
    scope: 'https://api.securitycenter.microsoft.com/.default',
    credential: { kind: 'managed-identity', clientId: identity },
    dispatcher,
    clock: manualClock(),
  });
}

function granted(token: string): object {
  const expiresOn = Math.floor(Date.now() / 1000) + 86_400;
  return {
    access_token: token,
    expires_on: String(expiresOn),
    resource: 'https://api.securitycenter.microsoft.com',
    token_type: 'Bearer',
  };
}

test.each([
  ['the system-assigned identity', undefined, path],
  ['a user-assigned identity by its client id', clientId, `${path}&client_id=${clientId}`],
])('asks the metadata service for %s, once', async (_, identity, expected) => {
  metadata.expect('GET', expected, { body: granted('token') });
  const token = source(identity);

  expect([await token({ refresh: false }), await token({ refresh: false })]).toEqual(['token', 'token']);

  expect(asked.at(-1)).toBe(metadataOrigin);
  expect(metadata.requests.at(-1)?.headers).toMatchObject({ metadata: 'true' });
});

test('asks again for a refused token: nothing of MSAL answers from memory', async () => {
  metadata.expect('GET', path, { body: granted('token-1') });
  metadata.expect('GET', path, { body: granted('token-2') });
  const token = source(undefined);

  await token({ refresh: false });

  expect(await token({ refresh: true })).toBe('token-2');
});

test('is told at once what the metadata service refuses: MSAL would try for many seconds', async () => {
  metadata.expect('GET', path, { status: 503, body: { error: 'server_error', error_description: 'later' } });

  const error = await thrown(source(undefined)({ refresh: false }));

  expect(error).toMatchObject({ name: 'TokenError', code: 'server_error', temporary: true });
});
