import { expect, test } from '@jest/globals';
import { permissionLine } from '../../src/bot/permission.ts';

test('a permission that is needed says what for', () => {
  expect(permissionLine({ anyOf: ['File.Read.All'], for: 'the hashes', required: true })).toBe(
    'needs File.Read.All for the hashes',
  );
});

test('one that only a part needs says so, with what else would do, and why it is asked for', () => {
  const line = permissionLine({ anyOf: ['A.Read', 'A.ReadWrite'], for: 'names', required: false, why: 'It is so' });

  expect(line).toBe('needs A.Read or A.ReadWrite for names; without it that part is left out. It is so');
});
