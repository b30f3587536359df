/** What the tokens of real app registrations say, over real sockets. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Agent, type Dispatcher } from 'undici';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import {
  bareApp,
  fullApp,
  readerApp,
  responderApp,
  resultApp,
  tenantId,
  type AppRegistration,
} from '../emulator/identity.ts';
import { commands } from '../src/bot/commands/index.ts';
import { systemClock } from '../src/clock.ts';
import { createTokenSource } from '../src/entra/create-token-source.ts';
import type { TokenSource } from '../src/entra/token-source.ts';
import { createRights, type Rights } from '../src/rights.ts';
import { manualClock, type ManualClock } from './support/clock.ts';
import { eventually } from './support/eventually.ts';

let emulator: Emulator;
let dispatcher: Dispatcher;
let clock: ManualClock;
let stopping: AbortController;
let logged: { readonly level: string; readonly text: string; readonly fields: object }[];
let rights: Rights;

beforeEach(async () => {
  emulator = await startEmulator();
  dispatcher = new Agent();
  clock = manualClock();
  stopping = new AbortController();
  logged = [];
  const note =
    (level: string) =>
    (fields: object, text: string): void =>
      void logged.push({ level, text, fields });
  rights = createRights({ commands, clock, log: { info: note('info'), warn: note('warn'), error: note('error') } });
});

afterEach(async () => {
  stopping.abort();
  await dispatcher.close();
  await emulator.close();
});

function source({ clientId, clientSecret = '' }: AppRegistration): TokenSource {
  const tokenUrl = `${emulator.url}/${tenantId}/oauth2/v2.0/token`;
  const scope = 'https://api.securitycenter.microsoft.com/.default';
  const credential = { kind: 'secret', secret: clientSecret } as const;
  return createTokenSource({ tokenUrl, tenantId, clientId, scope, credential, dispatcher, clock: systemClock });
}

/** Until it sleeps until the next hour. */
async function looked(): Promise<void> {
  void rights.watch(stopping.signal);
  await eventually(() => clock.sleepers === 1);
}

const fieldsOf = (text: string): readonly object[] =>
  logged.filter((line) => line.text.startsWith(text)).map(({ fields }) => fields);

describe('at the start', () => {
  test('a table of commands is logged, and no warning where the permissions are those that are needed', async () => {
    rights.watched('main', source(fullApp));
    await looked();

    expect(fieldsOf('what the permissions allow')).toEqual([
      { commands: expect.objectContaining({ files: 'works', hashes: 'works', result: 'works' }) as object },
    ]);
    expect(logged.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('it says what is missing, and for what', async () => {
    rights.watched('main', source(readerApp));
    await looked();

    expect(fieldsOf('what the permissions allow')).toEqual([
      {
        commands: expect.objectContaining({
          files: 'works',
          result: 'partial; no Machine.ReadWrite.All, so not the results themselves',
        }) as object,
      },
    ]);
  });

  test('each permission that no command needs is a warning', async () => {
    rights.watched('main', source(responderApp));
    await looked();

    expect(fieldsOf('a permission is not needed by any command')).toEqual([
      { app: 'main', permission: 'Machine.LiveResponse', instead: undefined },
    ]);
  });

  test('two registrations are one table, told once', async () => {
    rights.watched('main', source(readerApp));
    rights.watched('result', source(resultApp));
    await looked();

    expect(fieldsOf('what the permissions allow')).toEqual([
      { commands: expect.objectContaining({ files: 'works', hashes: 'works', result: 'works' }) as object },
    ]);
    expect(logged.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('a token that names no permission leaves it unknown, and says so', async () => {
    rights.watched('main', source(bareApp));
    await looked();

    expect(fieldsOf('the permissions of an app registration are not known')).toEqual([{ app: 'main' }]);
    expect(rights.table().rows.map(({ verdict }) => verdict)).not.toContain('works');
  });
});

describe('while Entra ID gives no token', () => {
  test('nothing fails, it is said without a secret, and asked again after an hour', async () => {
    emulator.addFault({ kind: 'status', status: 503, match: '/token$', times: 1 });
    rights.watched('main', source(fullApp));
    await looked();
    expect(fieldsOf('the permissions of an app registration are not known: no token')).toHaveLength(1);
    expect(JSON.stringify(logged)).not.toContain('emulator-secret');
    expect(rights.table().rows[0]?.verdict).toBe('unknown');

    await clock.advance(3_600_000);
    await eventually(() => fieldsOf('what the permissions allow').length === 1);

    expect(rights.table().rows[0]?.verdict).toBe('works');
  });

  test('the next use tells it, without waiting for the hour', async () => {
    emulator.addFault({ kind: 'status', status: 503, match: '/token$', times: 1 });
    const token = rights.watched('main', source(fullApp));
    await looked();

    await token({ refresh: false });

    expect(fieldsOf('what the permissions allow')).toHaveLength(1);
  });
});

test('what has not changed is not told again', async () => {
  const token = rights.watched('main', source(fullApp));
  await looked();

  await token({ refresh: true });

  expect(fieldsOf('what the permissions allow')).toHaveLength(1);
});

test('a stop ends it', async () => {
  rights.watched('main', source(fullApp));
  await looked();

  stopping.abort();
  await clock.advance(0);

  expect(clock.sleepers).toBe(0);
});
