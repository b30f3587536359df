/** The activity handler over our adapter: what goes out for a turn. */

import { describe, expect, test } from '@jest/globals';
import { messageCard } from '../../src/cards/message.ts';
import { botStage } from './bot-stage.ts';

const stage = botStage();

describe('what goes out', () => {
  test('a card goes alone, with its summary; an edit and a removal name their message', async () => {
    stage.answer = async (out) => {
      const id = (await out.post(messageCard('Working'))) ?? '';
      await out.edit(id, messageCard('Done'));
      await out.remove(id);
    };
    await stage.receive({ text: 'x' });

    expect(stage.sent).toMatchObject([
      {
        way: 'send',
        activity: { summary: 'Working', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }] },
      },
      { way: 'update', activity: { summary: 'Done', at: { activityId: 'm1' } } },
      { way: 'delete', activity: { activityId: 'm1' } },
    ]);
    expect(JSON.stringify(stage.sent[0])).not.toContain('"text":"Working","attachments"');
  });

  test('text is plain: nothing in it is taken for Markdown', async () => {
    stage.answer = (out) => out.post({ text: '**x**' });
    await stage.receive({ text: 'x' });

    expect(stage.sent).toMatchObject([{ activity: { text: '**x**', textFormat: 'plain' } }]);
  });

  test.each([
    [404, [true, false]],
    [413, [false, true]],
    [403, [false, false]],
  ])('status %d: whether the message is gone, or too large: %j', async (status, expected) => {
    const told: boolean[] = [];
    stage.answer = (out) => Promise.resolve(told.push(out.isGone({ status }), out.isTooLarge({ status })));
    await stage.receive({ text: 'x' });

    expect(told).toEqual(expected);
  });
});

test('the personal chat of whoever asked takes an answer for them alone', async () => {
  stage.answer = async (out) => (await out.personal()).post(messageCard('For you alone'));

  await stage.receive({ conversation: { id: '19:room', conversationType: 'channel' }, text: 'x' });

  expect(stage.opened).toMatchObject([{ personId: '29:ana', botId: '28:bot' }]);
  expect(stage.sent).toMatchObject([{ activity: { summary: 'For you alone', conversation: { id: 'a:alone' } } }]);
});

test('what stands in the personal chat is edited and removed there, not where the question was asked', async () => {
  stage.answer = async (out) => {
    const chat = await out.personal();
    const id = (await chat.post(messageCard('For you alone'))) ?? '';
    await chat.edit(id, messageCard('Taken back'));
    await chat.remove(id);
  };

  await stage.receive({ conversation: { id: '19:room', conversationType: 'channel' }, text: 'x' });

  const there = { conversationId: 'a:alone', activityId: 'm1' };
  expect(stage.sent.slice(1)).toMatchObject([
    { way: 'update', activity: { id: 'm1', summary: 'Taken back', at: there } },
    { way: 'delete', activity: there },
  ]);
});
