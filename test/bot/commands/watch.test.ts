/** watch, watches and unwatch, as they are said. What a watch tells later: test/watch. */

import { afterEach, describe, expect, test } from '@jest/globals';
import { actions, living } from '../../../emulator/data/ids.ts';
import { channelPlace } from '../../support/access.ts';
import {
  lines,
  read,
  startConversation,
  titles,
  type Conversation,
  type ConversationOptions,
} from '../../support/conversation.ts';

let chat: Conversation;
const start = async (options: ConversationOptions = {}): Promise<void> => {
  chat = await startConversation(options);
};
afterEach(() => chat.close());

const thread = { isRoom: true, in: '19:room@thread.tacv2;messageid=1' };
const elsewhere = { isRoom: true, in: '19:other', place: { ...channelPlace, roomId: '19:other' } };
const listed = async (about = {}): Promise<string> => lines(await chat.say('watches', about));

describe('watch', () => {
  test('shows the action as it is, until when it is watched, and what happens then', async () => {
    await start();

    const answer = await chat.say(`watch ${living.succeeds}`);

    expect(read(answer).lines[0]).toBe('Live response on LAPTOP-042: waiting for the device, 0 s');
    expect(lines(answer)).toMatch(/watched since [\d:]+ UTC · until 20\d\d-\d\d-\d\d [\d:]+ UTC at the latest/);
    expect(lines(answer)).toContain('I edit this card as the action moves, and mention you when it ends.');
    expect(titles(answer)).toEqual(['Stop watching', 'Device', 'Device in the portal']);
    expect(await listed()).toContain('Live response on LAPTOP-042');
  });

  test('is on the card of every action that has not ended, and answers below it', async () => {
    await start();
    const card = await chat.say(`action ${living.succeeds}`);

    const answer = await chat.press('Watch', { on: card });

    expect(answer).toMatchObject({ edits: 0 });
    expect(answer.id).not.toBe(card.id);
    expect(titles(answer)).toContain('Stop watching');
  });

  test.each([
    ['whose script has no result yet', `result ${actions.inProgress} 0`],
    ['that is looked at from its results', `result ${actions.inProgress} all`],
  ])('is on the card of an action %s', async (_, words) => {
    await start();

    expect(titles(await chat.say(words))).toContain('Watch');
  });

  test('is on the card of a result while the action goes on', async () => {
    await start();
    await chat.say(`action ${living.succeeds}`);
    chat.emulator.advance(35_000);

    expect(titles(await chat.say(`result ${living.succeeds} 0`))).toContain('Watch');
  });

  test.each([actions.minidump, actions.cancelledAfterFirst])(
    'is on no card of an action that has ended',
    async (id) => {
      await start();

      expect(titles(await chat.say(`action ${id}`))).not.toContain('Watch');
      expect(titles(await chat.say(`result ${id} 0`))).not.toContain('Watch');
    },
  );

  test('of an action that has ended shows how, and watches nothing', async () => {
    await start();

    const answer = await chat.say(`watch ${actions.minidump}`);

    expect(lines(answer)).toContain('That action has ended, so there is nothing to wait for.');
    expect(lines(answer)).toContain('Live response on LAPTOP-042: succeeded');
    expect(await listed()).toContain('You watch no action');
  });

  test('of the same action in the same thread is one watch', async () => {
    await start();
    await chat.say(`watch ${living.succeeds}`);

    const answer = await chat.say(`watch ${living.succeeds}`);

    expect(read(answer).lines).toEqual(['You watch that action here already. I mention you when it ends.']);
    expect(await listed()).toContain('You watch 1 action');
  });

  test('of an action that Defender does not know is refused as action is, and watches nothing', async () => {
    await start();

    const answer = await chat.say('watch 00000000-0000-4000-8000-000000000000');

    expect(read(answer).lines[0]).toBe('Defender knows no such action.');
    expect(await listed()).toContain('You watch no action');
  });

  test.each([
    ['person', { perPerson: 1, perRoom: 9 }, 'You watch 1 action already, which is the most for one person.'],
    [
      'room',
      { perPerson: 9, perRoom: 1 },
      'In this chat or channel 1 action is watched already, which is the most for one.',
    ],
  ])('beyond what one %s may have is refused, with what to do', async (_, mostWatches, words) => {
    await start({ mostWatches });
    await chat.say(`watch ${living.succeeds}`);

    const answer = await chat.say(`watch ${living.fails}`);

    expect(lines(answer)).toContain(words);
    expect(lines(answer)).toContain('unwatch ends one.');
    expect(titles(answer)).toEqual([]);
    expect((await chat.recorded()).at(-1)).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('WatchLimit'),
    });
  });
});

describe('what is not recorded in the audit trail', () => {
  test('is not watched', async () => {
    await start();
    chat.unrecorded();

    const answer = await chat.say(`watch ${living.succeeds}`);

    expect(read(answer).lines[0]).toBe('I could not record who asked for this, so it is not done.');
    expect(await chat.watchedBy('alex')).toEqual([]);
  });

  test('is not ended', async () => {
    await start();
    await chat.say(`watch ${living.succeeds}`);
    chat.unrecorded();

    await chat.say(`unwatch ${living.succeeds}`);

    expect(await chat.watchedBy('alex')).toHaveLength(1);
  });
});

describe('what cannot be kept', () => {
  test('is said in the place of the card that promised it', async () => {
    await start({ mostWatches: { perPerson: 1, perRoom: 1 } });

    const answers = await Promise.all([living.succeeds, living.fails].map((id) => chat.say(`watch ${id}`)));

    const said = chat.sent.map((sent) => lines(sent));
    expect(answers).toHaveLength(2);
    expect(said.filter((text) => text.includes('watched since'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('which is the most for one person.'))).toHaveLength(1);
    expect(await chat.watchedBy('alex')).toHaveLength(1);
  });
});

describe('unwatch', () => {
  test('by the button on the card of the watch takes its place', async () => {
    await start();
    const card = await chat.say(`watch ${living.succeeds}`);

    const answer = await chat.press('Stop watching', { on: card });

    expect(answer).toMatchObject({ id: card.id, edits: 1 });
    expect(read(answer).lines).toEqual(['The watch of that action was ended.']);
    expect(titles(answer)).toEqual(['Action', 'Watch']);
    expect(await chat.watchedBy('alex')).toEqual([]);
  });

  test('typed without an id is of what was watched or opened last, and says so', async () => {
    await start();
    await chat.say(`watch ${living.succeeds}`);

    const answer = await chat.say('unwatch');

    expect(lines(answer)).toContain(`For the action you opened at`);
    expect(lines(answer)).toContain('The watch of that action was ended.');
    expect(await chat.watchedBy('alex')).toEqual([]);
  });

  test('typed is answered below', async () => {
    await start();
    await chat.say(`watch ${living.succeeds}`);

    const answer = await chat.say(`unwatch ${living.succeeds}`);

    expect(read(answer).lines).toEqual(['The watch of that action was ended.']);
    expect(await chat.watchedBy('alex')).toEqual([]);
  });

  test('by somebody else ends nothing, and leaves the card', async () => {
    await start();
    const card = await chat.say(`watch ${living.succeeds}`, thread);

    const answer = await chat.press('Stop watching', { on: card, by: 'bo', ...thread });

    expect(read(answer).lines).toEqual(['You do not watch that action here. watches lists what you watch.']);
    expect(answer.id).not.toBe(card.id);
    expect(await chat.watchedBy('alex')).toHaveLength(1);
  });

  test('in another thread ends nothing', async () => {
    await start();
    await chat.say(`watch ${living.succeeds}`, thread);

    await chat.say(`unwatch ${living.succeeds}`, { ...thread, in: '19:room@thread.tacv2;messageid=2' });

    expect(await chat.watchedBy('alex')).toHaveLength(1);
  });
});

describe('watches', () => {
  test('in a channel are those of the asker there, in the personal chat all of them', async () => {
    await start();
    await chat.say(`watch ${living.succeeds}`, thread);
    await chat.say(`watch ${living.queues}`, elsewhere);
    await chat.say(`watch ${living.fails}`, { ...thread, by: 'bo' });

    expect(await listed(thread)).toContain('You watch 1 action here');
    expect(await listed(thread)).not.toContain(living.queues);
    expect(await listed()).toContain('You watch 2 actions');
    expect(await listed()).toContain('in another conversation');
    expect(await listed()).not.toContain(living.fails);
  });

  test('outlive a restart', async () => {
    await start();
    await chat.say(`watch ${living.succeeds}`);
    chat.restart();

    expect(await listed()).toContain(living.succeeds);
  });
});
