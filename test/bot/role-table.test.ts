import { describe, expect, test } from '@jest/globals';
import { bareApp, fullApp, limitedApp } from '../../emulator/identity.ts';
import { commands } from '../../src/bot/commands/index.ts';
import { roleTable, type RoleTable } from '../../src/bot/role-table.ts';

type Roles = readonly string[] | undefined;

function table(main: Roles, ...result: readonly Roles[]): RoleTable {
  return roleTable(commands, [
    { app: 'main', roles: main },
    ...result.map((roles) => ({ app: 'result' as const, roles })),
  ]);
}

/** `files works`, or what is missing: `files partial: names …`. */
function rowsOf({ rows }: RoleTable): readonly string[] {
  return rows.map(({ command, verdict, missing }) =>
    [`${command} ${verdict}`, ...missing.map((permission) => permission.for)].join(': '),
  );
}

function excessOf({ excess }: RoleTable): readonly string[] {
  return excess.map(({ app, role, instead }) => `${app} ${role} → ${instead ?? 'nothing'}`);
}

const names = 'names, paths and what was blocked';
const state = 'the state of an action and of its commands';
const results = 'the results themselves';

describe('what a registration lets the commands do', () => {
  test.each<[string, Roles, readonly string[]]>([
    ['everything', fullApp.roles, ['files works', 'hashes works', 'result works']],
    [
      'what is there of it',
      limitedApp.roles,
      [`files partial: ${names}`, 'hashes works', `result partial: ${results}`],
    ],
    [
      'only the least',
      ['File.Read.All', 'Alert.Read.All', 'Machine.ReadWrite.All'],
      ['files works', 'hashes works', 'result works'],
    ],
    [
      'nothing where the required one is missing, whatever else is there',
      ['Alert.Read.All'],
      [
        'files missing: files, hashes and prevalence',
        'hashes missing: the hashes',
        `result missing: ${state}: ${results}`,
      ],
    ],
    [
      'nothing without a role',
      bareApp.roles,
      [
        `files missing: files, hashes and prevalence: ${names}`,
        'hashes missing: the hashes',
        `result missing: ${state}: ${results}`,
      ],
    ],
    ['nobody knows what', undefined, ['files unknown', 'hashes unknown', 'result unknown']],
  ])('%s', (_, roles, rows) => {
    const found = rowsOf(table(roles)).filter((row) => /^(files|hashes|result) /.test(row));

    expect(found).toEqual(rows);
  });

  test.each<[string, string, Roles, string]>([
    [
      'kql',
      'writes queries by hash or device id without any',
      bareApp.roles,
      'kql partial: the SHA-1 of a file that was asked for by its SHA-256: finding a device by its name',
    ],
    [
      'kql',
      'finds devices with one of its two',
      ['Machine.Read.All'],
      'kql partial: the SHA-1 of a file that was asked for by its SHA-256',
    ],
    ['on-it', 'needs none for who is on it', bareApp.roles, 'on-it partial: the card that shows it'],
    [
      'lookup',
      'knows nothing without files and devices, whatever else there is',
      ['Alert.Read.All', 'User.Read.All'],
      'lookup missing: files by SHA-1: devices by id',
    ],
    [
      'lookup',
      'knows files without devices',
      ['File.Read.All'],
      'lookup partial: devices by id: the alerts about it: who uses the device',
    ],
  ])('%s %s', (name, _, roles, row) => {
    expect(rowsOf(table(roles)).filter((one) => one.startsWith(`${name} `))).toEqual([row]);
  });

  test('commands that ask nothing of Defender are not in it', () => {
    const asked = table(fullApp.roles).rows.map(({ command }) => command);

    expect(asked).toEqual(commands.filter(({ permissions }) => permissions.length > 0).map(({ name }) => name));
  });
});

describe('a second registration', () => {
  const resultRow = (found: RoleTable) => rowsOf(found).find((row) => row.startsWith('result'));

  test('gives the results, and the first need not', () => {
    const found = table(
      ['File.Read.All', 'Alert.Read.All', 'Machine.Read.All', 'User.Read.All'],
      ['Machine.ReadWrite.All'],
    );

    expect(rowsOf(found).filter((row) => !row.endsWith(' works'))).toEqual([]);
    expect(excessOf(found)).toEqual([]);
  });

  test('is the one that counts: what the first may do helps no result', () => {
    expect(resultRow(table(fullApp.roles, ['Machine.Read.All']))).toBe(`result partial: ${results}`);
  });

  test('of which nothing is known leaves results unknown, and the rest known', () => {
    const found = table(['File.Read.All', 'Alert.Read.All', 'Machine.Read.All'], undefined);

    expect(resultRow(found)).toBe('result unknown');
    expect(rowsOf(found)).toContain('files works');
  });
});

describe('a role that is not needed', () => {
  test.each<[string, Roles, readonly string[]]>([
    [
      'none, with what the README asks for',
      ['File.Read.All', 'Alert.Read.All', 'Machine.ReadWrite.All', 'User.Read.All'],
      [],
    ],
    ['none, where nothing is known', undefined, []],
    ['one that no command knows', ['File.Read.All', 'Machine.Isolate'], ['main Machine.Isolate → nothing']],
    ['a wider one than would do', ['Alert.ReadWrite.All'], ['main Alert.ReadWrite.All → Alert.Read.All']],
    [
      'a wider one beside the lesser',
      ['Alert.Read.All', 'Alert.ReadWrite.All'],
      ['main Alert.ReadWrite.All → Alert.Read.All'],
    ],
  ])('%s', (_, roles, excess) => {
    expect(excessOf(table(roles))).toEqual(excess);
  });

  test('the permission for results is one, on the first registration, when a second one has it', () => {
    const main = ['File.Read.All', 'Alert.Read.All', 'Machine.ReadWrite.All'];

    expect(excessOf(table(main, ['Machine.ReadWrite.All', 'File.Read.All']))).toEqual([
      'main Machine.ReadWrite.All → Machine.Read.All',
      'result File.Read.All → nothing',
    ]);
  });
});
