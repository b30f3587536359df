import { describe, expect, test } from '@jest/globals';
import { deviceListCard } from '../../src/cards/device-list.ts';
import { deviceListView, machine } from './device-views.ts';
import { complaints, linesOf, sent, titlesOf } from './reading.ts';
import { ago, machineId } from './views.ts';

const twins = [
  machine(),
  machine({ healthStatus: 'Inactive', isPotentialDuplication: true, lastSeen: ago(86_400 * 9) }),
];

test('a name that fits several: each with what tells it apart, the stale one marked', () => {
  const card = deviceListCard(deviceListView({ machines: twins }));

  expect(linesOf(card)).toEqual([
    '2 devices called LAPTOP-042',
    'Tap the one you mean.',
    '1 may be a stale twin of another device.',
    'seen last first',
    'LAPTOP-042',
    'risk High · Active · last seen 1 min ago · Windows11 24H2',
    'LAPTOP-042',
    'stale twin? a potential duplicate, inactive',
    'risk High · Inactive · last seen 9 days ago · Windows11 24H2',
    'as of 14:03:22 UTC',
  ]);
  expect(sent(card, 'Device')).toBe(`device ${machineId}`);
  expect(complaints(card)).toEqual([]);
});

describe('five at a time', () => {
  const machines = Array.from({ length: 12 }, (_, i) => machine({ name: `ws-${i}` }));

  test.each([
    [1, 'seen last first, page 1 of 3', 'ws-0', ['Next', 'Refresh']],
    [2, 'seen last first, page 2 of 3', 'ws-5', ['Next', 'Previous', 'Refresh']],
    [3, 'seen last first, page 3 of 3', 'ws-10', ['Previous', 'Refresh']],
    [99, 'seen last first, page 3 of 3', 'ws-10', ['Previous', 'Refresh']],
  ])('page %d', (page, heading, first, titles) => {
    const card = deviceListCard(deviceListView({ machines, page, called: 'ws' }));

    expect(linesOf(card)).toEqual(expect.arrayContaining([heading, first]));
    expect(titlesOf(card).filter((title) => !title.startsWith('Device '))).toEqual(titles);
    expect(complaints(card)).toEqual([]);
  });

  test('Next asks for the same name', () => {
    expect(sent(deviceListCard(deviceListView({ machines, called: 'ws' })), 'Next')).toBe('device ws page 2');
  });
});

test('the device that is picked takes the place of what was typed, whatever else was asked', () => {
  const asks = { title: 'Alerts', command: 'alerts', words: (device: string) => ['high', device, 'new'] };
  const card = deviceListCard(deviceListView({ machines: twins, asks }));

  expect(sent(card, 'Alerts')).toBe(`alerts high ${machineId} new`);
  expect(sent(card, 'Refresh')).toBe('alerts high LAPTOP-042 new page 1');
});

test('what is no device id cannot be tapped', () => {
  const card = deviceListCard(deviceListView({ machines: [machine({ id: 'x y' })] }));

  expect(sent(card, 'Device')).toBeUndefined();
});

test('what cannot all be read says how to see it', () => {
  expect(linesOf(deviceListCard(deviceListView({ isComplete: false })))).toContain(
    'There may be more: type more of the name.',
  );
});
