import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TeamsInfo, TurnContext } from 'botbuilder';
import { readActivity, type IncomingActivity } from '../../src/teams/activity.ts';
import { createTeamsAdapter, type TeamsAdapter } from '../../src/teams/adapter.ts';
import type { Connector } from '../../src/teams/connector.ts';
import { botId } from '../support/channel.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';

const serviceUrl = 'https://smba.trafficmanager.net/teams/';

let sent: unknown[];
let heard: string[];
let clock: ManualClock;
let adapter: TeamsAdapter;

const connector: Connector = {
  send: (to, activity, haste) => Promise.resolve({ id: `m${sent.push({ send: to, activity, haste })}` }),
  update: (at, activity) => Promise.resolve(void sent.push({ update: at, activity })),
  delete: (at) => Promise.resolve(void sent.push({ delete: at })),
  heardFrom: (conversationId) => void heard.push(conversationId),
};

beforeEach(() => {
  sent = [];
  heard = [];
  clock = manualClock();
  adapter = createTeamsAdapter({ appId: botId, connector, clock });
});

let originalFetch: typeof fetch;
beforeEach(() => {
  originalFetch = globalThis.fetch;
  globalThis.fetch = () => Promise.reject(new Error('The SDK reached for the network'));
});
afterEach(() => {
  globalThis.fetch = originalFetch;
});

function activity(fields: object = {}): IncomingActivity {
  return readActivity({
    type: 'message',
    id: 'q1',
    channelId: 'msteams',
    serviceUrl,
    conversation: { id: 'a:chat' },
    from: { id: '29:ana' },
    recipient: { id: '28:bot' },
    text: 'help',
    ...fields,
  });
}

const say = (text: string) => async (context: TurnContext) => {
  await context.sendActivity(text);
};

test('sends, edits and removes through our connector, in the conversation of the turn', async () => {
  await adapter.run(activity(), async (context) => {
    const [answer] = await context.sendActivities([{ text: 'working' }]);
    await context.updateActivity({ id: answer?.id ?? '', text: 'done' });
    await context.deleteActivity('m9');
  });

  const at = { serviceUrl, conversationId: 'a:chat' };
  expect(sent).toMatchObject([
    { send: { ...at, replyToId: 'q1' }, activity: { type: 'message', text: 'working' } },
    { update: { ...at, activityId: 'm1' }, activity: { id: 'm1', text: 'done' } },
    { delete: { ...at, activityId: 'm9' } },
  ]);
});

test('a typing indicator goes out; a trace and a delay do not', async () => {
  const turn = adapter.run(activity(), async (context) => {
    await context.sendActivities([{ type: 'trace' }, { type: 'delay', value: 2_000 }, { type: 'typing' }]);
  });
  await clock.advance(1_999);
  expect(sent).toEqual([]);
  await clock.advance(1);

  await turn;
  expect(sent).toMatchObject([{ activity: { type: 'typing' } }]);
});

test('a typing indicator gets one attempt of 3 s; an answer gets all that it needs', async () => {
  await adapter.run(activity(), async (context) => {
    await context.sendActivities([{ type: 'typing' }, { type: 'message', text: 'done' }]);
  });

  expect(sent).toEqual([
    expect.objectContaining({ haste: { onceWithinMs: 3_000 } }),
    expect.objectContaining({ haste: {} }),
  ]);
});

test('an edit without the id of a message is our own error, and goes nowhere', async () => {
  const turn = adapter.run(activity(), async (context) => {
    await context.updateActivity({ text: 'x' });
  });

  await expect(turn).rejects.toThrow(TypeError);
  expect(sent).toEqual([]);
});

test('a failed send reaches the bot, and what it throws reaches the caller', async () => {
  const failing = createTeamsAdapter({
    appId: botId,
    clock,
    connector: { ...connector, send: () => Promise.reject(new Error('413')) },
  });

  await expect(failing.run(activity(), say('x'))).rejects.toThrow('413');
});

describe('a turn that nobody’s message started', () => {
  const reference = {
    serviceUrl,
    channelId: 'msteams',
    conversation: { id: 'a:chat' },
    user: { id: '29:ana' },
    bot: { id: '28:bot' },
  };
  const asReference = reference as Parameters<TeamsAdapter['resume']>[0]; // as it is stored: without the rest

  test('speaks into a known conversation', async () => {
    await adapter.resume(asReference, say('The action is done'));

    expect(sent).toMatchObject([
      {
        send: { serviceUrl, conversationId: 'a:chat', replyToId: undefined },
        activity: { recipient: { id: '29:ana' } },
      },
    ]);
  });

  test('replies where the reference names a message', async () => {
    await adapter.resume({ ...asReference, activityId: 'q1' }, say('x'));

    expect(sent).toMatchObject([{ send: { replyToId: 'q1' } }]);
  });

  test('works from the reference of an earlier turn', async () => {
    let kept: ReturnType<typeof TurnContext.getConversationReference> | undefined;
    await adapter.run(activity(), (context) => {
      kept = TurnContext.getConversationReference(context.activity);
      return Promise.resolve();
    });

    await adapter.resume(kept ?? {}, say('later'));

    expect(sent).toMatchObject([{ send: { serviceUrl, conversationId: 'a:chat', replyToId: 'q1' } }]);
  });
});

test('the SDK has no way out of its own', async () => {
  const member = adapter.run(activity(), async (context) => {
    await TeamsInfo.getMember(context, '29:ana');
  });

  await expect(member).rejects.toThrow('The SDK has no way out of its own');
  expect(sent).toEqual([]);
});

test('the SDK’s own entrance is shut', async () => {
  const entered = adapter.processActivityDirect('', activity() as never, () => Promise.resolve()); // any activity

  await expect(entered).rejects.toThrow('Requests are authenticated at the gate');
});

test('the activity that came is not written to', async () => {
  const came = Object.freeze(activity());

  await adapter.run(came, async (context) => {
    context.activity.text = 'changed';
    await context.sendActivity('x');
  });

  expect(came.text).toBe('help');
});

test.each<[object, boolean]>([
  [{ type: 'message' }, true],
  [{ type: 'invoke', name: 'x' }, true],
  [{ type: 'installationUpdate', action: 'add' }, true],
  [{ type: 'installationUpdate', action: 'add-upgrade' }, true],
  [{ type: 'installationUpdate', action: 'remove' }, false],
  [{ type: 'installationUpdate', action: 'remove-upgrade' }, false],
  [{ type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }] }, false],
  [{ type: 'messageReaction' }, false],
])('%j is a sign that the conversation takes messages: %j', async (fields, isSign) => {
  await adapter.run(activity(fields), () => Promise.resolve());

  expect(heard).toEqual(isSign ? ['a:chat'] : []);
});
