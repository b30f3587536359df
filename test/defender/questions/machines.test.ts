import { describe, expect, test } from '@jest/globals';
import { askedApi } from '../asked.ts';
import { thrown } from '../../support/thrown.ts';

const at = askedApi();
const machineId = '1e5bc9d7e413ddd7902c2932e418702b84d0cc07';
const gone = { status: 404, body: { error: { code: 'ResourceNotFound', message: 'No machine' } } };

describe('a device', () => {
  test('is one GET by its id', async () => {
    const { api, defender } = at();
    api.expect('GET', `/api/machines/${machineId}`, { body: { id: machineId, computerDnsName: 'laptop-042' } });

    expect(await defender.machine(machineId)).toMatchObject({ id: machineId, name: 'laptop-042' });
  });

  test('of another id than was asked for is nobody’s answer', async () => {
    const { api, defender } = at();
    api.expect('GET', `/api/machines/${machineId}`, { body: { id: '0'.repeat(40) } });

    expect(await thrown(defender.machine(machineId))).toMatchObject({ kind: 'malformed' });
  });

  test('that is not there is not found', async () => {
    const { api, defender } = at();
    api.expect('GET', `/api/machines/${machineId}`, gone);

    expect(await thrown(defender.machine(machineId))).toMatchObject({ kind: 'notFound' });
  });

  test('has users', async () => {
    const { api, defender } = at();
    api.expect('GET', `/api/machines/${machineId}/logonusers`, {
      body: { value: [{ id: 'contoso\\user1', logonTypes: 'Network, Interactive' }] },
    });

    expect(await defender.machineUsers(machineId)).toMatchObject({
      items: [{ id: 'contoso\\user1', logonTypes: ['Network', 'Interactive'] }],
    });
  });
});

describe('devices', () => {
  const tail = '&$top=1000&$count=true';

  test.each([
    ['laptop-042', "(startswith(computerDnsName%2C'laptop-042')%20or%20startswith(computerDnsName%2C'LAPTOP-042'))"],
    ['SRV', "(startswith(computerDnsName%2C'SRV')%20or%20startswith(computerDnsName%2C'srv'))"],
    ['a.b', "(computerDnsName%20eq%20'a.b'%20or%20computerDnsName%20eq%20'A.B')"],
    ["o'h", "(startswith(computerDnsName%2C'o''h')%20or%20startswith(computerDnsName%2C'O''H'))"],
  ])('of the name %s are one GET', async (name, filter) => {
    const { api, defender } = at();
    api.expect('GET', `/api/machines?$filter=${filter}${tail}`, {
      body: { value: [{ id: 'm1', computerDnsName: name }] },
    });

    expect(await defender.machinesByName(name)).toMatchObject({ exact: [{ id: 'm1' }], similar: [], isComplete: true });
  });

  test.each([
    [{}, 'tag=VIP%20%26%20co&useStartsWithFilter=false'],
    [{ startsWith: true }, 'tag=VIP%20%26%20co&useStartsWithFilter=true'],
  ])('of a tag are one GET (%j)', async (options, query) => {
    const { api, defender, attempts } = at();
    api.expect('GET', `/api/machines/findbytag?${query}`, { body: { value: [{ id: 'm1' }] } });

    expect(await defender.machinesByTag('VIP & co', options)).toMatchObject({ items: [{ id: 'm1' }] });

    expect(attempts.map(({ endpoint }) => endpoint)).toEqual(['/api/machines/findbytag']);
  });

  test.each(['192.0.2.42', '2001:db8::1'])('of the address %s now are one GET as the page writes it', async (ip) => {
    const { api, defender, attempts } = at();
    api.expect('GET', `/api/machines/findbyip(ip='${ip}',timestamp=2026-11-24T14:03:22Z)`, {
      body: { value: [{ id: 'm1' }] },
    });

    expect(await defender.machinesByIp(ip)).toMatchObject({ items: [{ id: 'm1' }] });

    expect(attempts.map(({ endpoint }) => endpoint)).toEqual(['/api/machines/findbyip(ip={ip},timestamp={time})']);
  });

  test('that were last seen with an address are one GET', async () => {
    const { api, defender } = at();
    api.expect('GET', `/api/machines?$filter=lastIpAddress%20eq%20'192.0.2.42'${tail}`, { body: { value: [] } });

    expect(await defender.machinesByLastIp('192.0.2.42')).toMatchObject({ items: [], isComplete: true });
  });

  test.each(["1.2.3.4')", '1.2.3.4/..', 'x', '', '%31'])('are not asked for by the address %j', async (ip) => {
    expect(await thrown(at().defender.machinesByIp(ip))).toMatchObject({ kind: 'rejected' });
  });

  test('are none where Defender finds none, and an error where the route is gone', async () => {
    const { api, defender } = at();
    const path = /^\/api\/machines\/findbyip/;
    api.expect('GET', path, gone);
    api.expect('GET', path, { status: 404, body: { error: { code: 'NotFound' } } });

    expect(await defender.machinesByIp('192.0.2.1')).toEqual({
      items: [],
      total: 0,
      isComplete: true,
      unreadable: 0,
    });
    expect(await thrown(defender.machinesByIp('192.0.2.2'))).toMatchObject({ kind: 'notFound' });
  });
});
