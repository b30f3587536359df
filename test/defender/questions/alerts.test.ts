import { describe, expect, test } from '@jest/globals';
import { askedApi } from '../asked.ts';
import { thrown } from '../../support/thrown.ts';

const at = askedApi();
const alertId = 'da636983472338927033_-2077013687';
const machineId = '1e5bc9d7e413ddd7902c2932e418702b84d0cc07';
const order = '$orderby=alertCreationTime%20desc&$top=1000&$count=true';

describe('what belongs to an alert', () => {
  test.each([
    ['machine', { id: machineId }, 'alertMachine', { id: machineId }],
    ['user', { id: 'contoso\\user1' }, 'alertUser', { id: 'contoso\\user1' }],
    ['domains', { value: [{ host: 'evil.example' }] }, 'alertDomains', { items: ['evil.example'], isComplete: true }],
    ['ips', { value: [{ id: '203.0.113.7' }] }, 'alertIps', { items: ['203.0.113.7'], isComplete: true }],
  ] as const)('is one GET of its %s', async (part, body, question, expected) => {
    const { api, defender, attempts } = at();
    api.expect('GET', `/api/alerts/${alertId}/${part}`, { body });

    expect(await defender[question](alertId)).toMatchObject(expected);

    expect(attempts.map(({ endpoint }) => endpoint)).toEqual([`/api/alerts/{id}/${part}`]);
  });

  test.each(['alertMachine', 'alertUser', 'alertDomains', 'alertIps'] as const)(
    '%s takes no other path',
    async (question) => {
      expect(await thrown(at().defender[question]('../x'))).toMatchObject({ kind: 'rejected' });
    },
  );
});

describe('alerts', () => {
  test.each([
    [{}, `/api/alerts?${order}`],
    [{ severities: ['High'] }, `/api/alerts?$filter=severity%20eq%20'High'&${order}`],
    [
      { severities: ['High', 'Medium'], statuses: ['New'] },
      `/api/alerts?$filter=(severity%20eq%20'High'%20or%20severity%20eq%20'Medium')%20and%20status%20eq%20'New'&${order}`,
    ],
    [
      { assignedTo: { upn: "o'hara@contoso.example" } },
      `/api/alerts?$filter=assignedTo%20eq%20'o''hara%40contoso.example'&${order}`,
    ],
    [{ assignedTo: 'nobody' as const }, `/api/alerts?$filter=assignedTo%20eq%20null&${order}`],
    [
      { incidentId: 2451, withEvidence: true },
      `/api/alerts?$filter=incidentId%20eq%202451&$expand=evidence&${order.replace('1000', '200')}`,
    ],
    [
      { createdSince: new Date('2026-11-24T00:00:00Z'), top: 5 },
      `/api/alerts?$filter=alertCreationTime%20ge%202026-11-24T00%3A00%3A00.000Z&$orderby=alertCreationTime%20desc&$top=5&$count=true`,
    ],
  ])('are asked for by %j', async (choice, path) => {
    const { api, defender } = at();
    api.expect('GET', path, { body: { '@odata.count': 1, value: [{ id: 'a1', severity: 'High' }] } });

    expect(await defender.alerts(choice)).toMatchObject({ items: [{ id: 'a1', severity: 'High' }], isComplete: true });
  });

  test('of a device come from the device, chosen among all of them', async () => {
    const { api, defender } = at();
    const value = [
      { id: 'a1', severity: 'High', status: 'New', alertCreationTime: '2026-11-24T01:00:00Z' },
      { id: 'a2', severity: 'Low', status: 'New', alertCreationTime: '2026-11-24T02:00:00Z' },
      { id: 'a3', severity: 'High', status: 'New', alertCreationTime: '2026-11-24T03:00:00Z' },
    ];
    api.expect('GET', `/api/machines/${machineId}/alerts`, { body: { value } });

    const listed = await defender.alerts({ machineId, severities: ['high'] });

    expect(listed.items.map(({ id }) => id)).toEqual(['a3', 'a1']);
    expect(listed).toMatchObject({ total: 2, isComplete: true });
  });

  test('by their ids are one call with their evidence', async () => {
    const { api, defender } = at();
    const ids = ['a1_1', 'a2_2'];
    api.expect('GET', `/api/alerts?$filter=id%20in%20('a1_1'%2C'a2_2')&$expand=evidence`, {
      body: { value: [{ id: 'a2_2' }, { id: 'a1_1', evidence: [{ fileName: 'a.exe' }] }] },
    });

    expect(await defender.alertsByIds(ids)).toMatchObject([
      { id: 'a1_1', ok: true, value: { evidence: [{ fileName: 'a.exe' }] } },
      { id: 'a2_2', ok: true },
    ]);
  });

  test('by their ids that are missing in the list are asked for singly', async () => {
    const { api, defender } = at();
    api.expect('GET', /^\/api\/alerts\?/, { body: { value: [{ id: 'a1_1' }] } });
    api.expect('GET', '/api/alerts/a2_2', { status: 404, body: { error: { code: 'ResourceNotFound' } } });

    expect(await defender.alertsByIds(['a1_1', 'a2_2'])).toMatchObject([
      { id: 'a1_1', ok: true },
      { id: 'a2_2', ok: false, error: { kind: 'notFound', code: 'ResourceNotFound' } },
    ]);
  });
});
