import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rolesIn, watchRoles } from '../../src/entra/token-roles.ts';

function token(claims: unknown): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2ln`;
}

describe('the roles in a token', () => {
  test.each<[string, unknown, readonly string[] | undefined]>([
    [
      'are those it names, once each',
      { roles: ['File.Read.All', 'Alert.Read.All', 'File.Read.All'] },
      ['Alert.Read.All', 'File.Read.All'],
    ],
    ['are not known where it names none', { aud: 'x' }, undefined],
    ['are not known where the list is empty', { roles: [] }, undefined],
    ['are not known where they are no list', { roles: 'File.Read.All' }, undefined],
    [
      'are words, whatever else is among them',
      { roles: ['A.Read', 7, null, 'a b', '<b>', 'x'.repeat(70), ''] },
      ['A.Read'],
    ],
  ])('%s', (_, claims, roles) => {
    expect(rolesIn(token(claims))).toEqual(roles);
  });

  test.each(['', 'opaque', 'a.b.c', 'eyJ.eyJ.', token('text'), token([]), token({}).slice(0, 30)])(
    'are not known of %j, which is none',
    (text) => {
      expect(rolesIn(text)).toBeUndefined();
    },
  );

  test('are a hundred at the most', () => {
    expect(rolesIn(token({ roles: Array.from({ length: 5_000 }, (_, i) => `Role${i}`) }))).toHaveLength(100);
  });

  test('of any text whatever are a list of words or not known', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => token(JSON.parse(json))),
        ),
        (text) => {
          for (const role of rolesIn(text) ?? []) expect(role).toMatch(/^[A-Za-z][\w.]{0,63}$/);
        },
      ),
    );
  });
});

test('each new token is looked into once, on its way to whoever asked', async () => {
  const tokens = [token({ roles: ['A'] }), token({ roles: ['A'] }), token({ roles: ['B'] })];
  const heard: unknown[] = [];
  let asked = 0;
  const source = watchRoles(
    () => Promise.resolve(tokens[asked++] ?? ''),
    (roles) => heard.push(roles),
  );

  const given = [];
  for (let i = 0; i < 3; i++) given.push(await source({ refresh: false }));

  expect(given).toEqual(tokens);
  expect(heard).toEqual([['A'], ['B']]);
});
