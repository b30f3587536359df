import { describe, expect, test } from '@jest/globals';
import { sha1Of } from '../../../src/defender/ids.ts';
import { askedApi } from '../asked.ts';
import { thrown } from '../../support/thrown.ts';
import { md5, sha1, sha256 } from '../wire/reports.ts';

const at = askedApi();

describe('a file', () => {
  test.each([
    [sha1, { sha1, sha256 }],
    [sha256.toUpperCase(), { sha256, determinationValue: 'HackTool:MSIL/AutoKms' }],
  ])('is one GET by %s', async (hash, body) => {
    const { api, defender, attempts } = at();
    api.expect('GET', `/api/files/${hash.toLowerCase()}`, { body });

    expect(await defender.file(hash)).toMatchObject(body);

    expect(attempts.map(({ endpoint }) => endpoint)).toEqual(['/api/files/{id}']);
  });

  test.each([md5, 'kms.exe', '../alerts', ''])('is not asked for by %j', async (text) => {
    expect(await thrown(at().defender.file(text))).toMatchObject({ kind: 'rejected' });
  });

  test('of another hash than was asked for is nobody’s answer', async () => {
    const { api, defender } = at();
    api.expect('GET', `/api/files/${sha1}`, { body: { sha1: '0'.repeat(40) } });

    expect(await thrown(defender.file(sha1))).toMatchObject({ kind: 'malformed' });
  });
});

describe('by its SHA-1', () => {
  test('a file has its alerts and its devices, one GET each', async () => {
    const { api, defender, attempts } = at();
    const known = sha1Of(sha1.toUpperCase());
    if (known === undefined) throw new TypeError('a SHA-1');
    api.expect('GET', `/api/files/${sha1}/alerts`, { body: { value: [{ id: 'a1' }] } });
    api.expect('GET', `/api/files/${sha1}/machines`, { body: { value: [{ id: 'm1' }, {}] } });

    expect(await defender.fileAlerts(known)).toMatchObject({ items: [{ id: 'a1' }], isComplete: true });
    expect(await defender.fileMachines(known)).toMatchObject({ items: [{ id: 'm1' }], unreadable: 1 });
    expect(attempts.map(({ endpoint }) => endpoint)).toEqual(['/api/files/{id}/alerts', '/api/files/{id}/machines']);
  });
});
