import { expect, test } from '@jest/globals';
import { placeOf } from '../../src/bot/place.ts';

const serviceUrl = 'https://smba.trafficmanager.net/teams/';

test.each([
  [{ id: '19:r@thread.tacv2;messageid=17', conversationType: 'channel' }, 'channel', '19:r@thread.tacv2'],
  [{ id: '19:g@thread.v2', conversationType: 'groupChat' }, 'group', '19:g@thread.v2'],
  [{ id: 'a:1', conversationType: 'personal' }, 'personal', 'a:1'],
  [{ id: 'x', conversationType: 'Personal' }, 'other', 'x'],
  [{ id: 'x' }, 'other', 'x'],
])('%j is a place of kind %s, whole and not one thread of it', (conversation, kind, roomId) => {
  expect(placeOf({ serviceUrl, conversation })).toEqual({ kind, serviceUrl, roomId, teamId: undefined });
});

test.each<readonly [unknown, string | undefined]>([
  [{ team: { id: '19:t@thread.tacv2' } }, '19:t@thread.tacv2'],
  [{ team: { id: '' } }, undefined],
  [{ team: { id: 7 } }, undefined],
  [{ team: null }, undefined],
  [null, undefined],
])('its team in %j is %s', (channelData, teamId) => {
  expect(placeOf({ serviceUrl, conversation: { id: 'x' }, channelData }).teamId).toBe(teamId);
});
