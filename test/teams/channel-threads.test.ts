import { expect, test } from '@jest/globals';
import { createChannelThreads } from '../../src/teams/channel-threads.ts';

const of = { serviceUrl: 'https://smba.example/', channelId: '19:a@thread.tacv2', activity: { type: 'message' } };

test('a thread is a conversation in its channel that begins with the message', async () => {
  const opened: unknown[] = [];
  const open = (...parts: readonly unknown[]): Promise<{ id: string }> => {
    opened.push(parts);
    return Promise.resolve({ id: '19:a@thread.tacv2;messageid=1' });
  };

  const id = await createChannelThreads({ open }, { appId: 'app', tenantId: 'tenant' }).begin(of);

  expect(id).toBe('19:a@thread.tacv2;messageid=1');
  expect(opened).toEqual([
    [
      'https://smba.example/',
      {
        isGroup: true,
        bot: { id: '28:app' },
        tenantId: 'tenant',
        channelData: { channel: { id: '19:a@thread.tacv2' }, tenant: { id: 'tenant' } },
        activity: { type: 'message' },
      },
    ],
  ]);
});

test('one of which Teams gives no id stands all the same', async () => {
  const threads = createChannelThreads({ open: () => Promise.resolve({ id: undefined }) }, undefined);

  expect(await threads.begin(of)).toBeUndefined();
});
