/** What is kept of a question is read again as carefully as it came, and is the same question then. */

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readActivity } from '../../src/teams/activity.ts';

const account = fc.record(
  {
    id: fc.string({ minLength: 1, maxLength: 20 }).filter((id) => !/^\.{1,2}$/.test(id)),
    name: fc.string(),
    aadObjectId: fc.uuid(),
  },
  { requiredKeys: ['id'] },
);
const fields = {
  timestamp: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString()),
  text: fc.string({ unit: 'binary' }),
  value: fc.json().map((text): unknown => JSON.parse(text.replaceAll('-0', '0'))),
  replyToId: fc.constant('m1'),
  entities: fc.constant([{ type: 'mention', text: '<at>x</at>', mentioned: { id: '28:x' } }, { type: 'mention' }]),
  membersAdded: fc.array(account, { maxLength: 2 }),
  channelData: fc.constant({ tenant: { id: 't' }, team: { id: '19:x' } }),
};
const body = fc
  .record(fields, { requiredKeys: [] })
  .chain((some) => fc.tuple(fc.constant(some), account, account))
  .map(([some, from, recipient]) => ({
    type: 'message',
    id: 'q1',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    conversation: { id: 'a:chat', conversationType: 'personal', tenantId: 't', isGroup: true },
    from,
    recipient,
    ...some,
  }));

test('any message is the same after it was kept', () => {
  fc.assert(
    fc.property(body, (sent) => {
      const read = readActivity(sent);

      const kept: unknown = JSON.parse(JSON.stringify(read));

      expect(readActivity(kept as typeof sent)).toEqual(read);
    }),
  );
});

test('what was changed in the database into something else is refused', () => {
  expect(() => readActivity({ type: 'message', id: 'q1' })).toThrow();
});
