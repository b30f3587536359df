import { expect, test } from '@jest/globals';
import { evidenceVerdict, type PlaceKind } from '../../src/policy/evidence.ts';

const where = { channelId: '19:a@thread.tacv2', teamGroupId: undefined };

test.each<readonly [readonly string[], PlaceKind, string]>([
  [['personal'], 'personal', 'shown'],
  [['group'], 'personal', 'notHere'],
  [['channel:19:a@thread.tacv2'], 'channel', 'shown'],
  [['channel:19:b@thread.tacv2'], 'channel', 'notHere'],
  [['channel:19:a@thread.tacv2'], 'group', 'notHere'],
  [['personal', 'group'], 'other', 'notHere'],
])('a policy that names %j says of a place of kind %s, to members alone: %s', (evidenceIn, kind, verdict) => {
  expect(evidenceVerdict({ grants: [], evidenceIn, guests: 'allow' }, kind, where, 'members')).toBe(verdict);
});
