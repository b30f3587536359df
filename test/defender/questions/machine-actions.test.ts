import { describe, expect, test } from '@jest/globals';
import { askedApi } from '../asked.ts';

const at = askedApi();
const machineId = '1e5bc9d7e413ddd7902c2932e418702b84d0cc07';
const action = { id: '988cc94e-7a8f-4b28-ab65-54970c5d5018', type: 'LiveResponse', status: 'Pending' };
const order = '$orderby=creationDateTimeUtc%20desc';

describe('machine actions', () => {
  test.each([
    [undefined, `?${order}&$top=1000&$count=true`],
    [{ machineId, top: 5 }, `?$filter=machineId%20eq%20'${machineId}'&${order}&$top=5&$count=true`],
    [
      { types: ['Isolate', 'LiveResponse'], statuses: ['Pending'], top: 5_000 },
      `?$filter=(type%20eq%20'Isolate'%20or%20type%20eq%20'LiveResponse')%20and%20status%20eq%20'Pending'&${order}&$top=1000&$count=true`,
    ],
    [
      { createdSince: new Date('2026-11-24T00:00:00Z') },
      `?$filter=creationDateTimeUtc%20ge%202026-11-24T00%3A00%3A00.000Z&${order}&$top=1000&$count=true`,
    ],
  ])('are asked for by %j', async (choice, query) => {
    const { api, defender, attempts } = at();
    api.expect('GET', `/api/machineactions${query}`, { body: { '@odata.count': 1, value: [action] } });

    expect(await defender.machineActions(choice)).toMatchObject({ items: [action], total: 1, isComplete: true });

    expect(attempts.map(({ endpoint }) => endpoint)).toEqual(['/api/machineactions']);
  });

  test('by their ids are one call, in whatever letters they come back', async () => {
    const { api, defender } = at();
    const other = { ...action, id: '035de40e-41ad-4410-8d95-6e1999d4e91f' };
    const ids = [action.id, other.id];
    api.expect('GET', `/api/machineactions?$filter=id%20in%20('${action.id}'%2C'${other.id}')`, {
      body: { value: [other, { ...action, id: action.id.toUpperCase() }] },
    });

    expect(await defender.machineActionsByIds(ids)).toMatchObject([
      { id: action.id, ok: true, value: action },
      { id: other.id, ok: true, value: other },
    ]);
  });
});
