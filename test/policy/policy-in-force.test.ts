/** The policy in force in each of two replicas, whose files may differ. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { lookEveryMs } from '../../src/policy/policy-in-force.ts';
import { policyStage, textOf, type PolicyStage } from './policy-stage.ts';

const minuteMs = 60_000;
const ana = 'user:22222222-aaaa-bbbb-cccc-0123456789ab';
const ben = 'team:33333333-aaaa-bbbb-cccc-0123456789ab';
const cid = 'user:44444444-aaaa-bbbb-cccc-0123456789ab';

let stage: PolicyStage;

beforeEach(() => {
  stage = policyStage();
});

afterEach(() => stage.close());

describe('of a process that is alone', () => {
  test('the file’s is in force, a change within seconds, and one that is read again at once', async () => {
    const one = await stage.start(ana, 0, true);
    expect(one.holds()).toBe(`${ana} of nobody else`);

    one.write(ben);
    await stage.clock.advance(lookEveryMs);
    expect(one.holds()).toBe(`${ben} of nobody else`);
    one.write(cid);
    one.policy.reload();

    expect(one.holds()).toBe(`${cid} of nobody else`);
    expect(stage.board.asked).toBe(0);
  });

  test('nothing is looked at once it stops', async () => {
    await stage.start(ana, 0, true);

    await stage.stop();

    expect(stage.clock.sleepers).toBe(0);
  });
});

describe('a replica that starts', () => {
  test('with the same file as the others goes by its own', async () => {
    const [one, other] = [await stage.start(ana), await stage.start(ana, minuteMs)];

    expect([one.holds(), other.holds()]).toEqual([`${ana} of file`, `${ana} of file`]);
  });

  test('with an older file than another’s takes that one’s, and says so', async () => {
    await stage.start(ana, minuteMs);

    const other = await stage.start(ben, 2 * minuteMs);

    expect(other.holds()).toBe(`${ana} of replica`);
    expect(other.events).toEqual([{ kind: 'adopted', grants: 1, isFileOlder: true }]);
  });

  test('with a newer file is followed by the others', async () => {
    const one = await stage.start(ana, 2 * minuteMs);

    const other = await stage.start(ben, minuteMs);
    await stage.clock.advance(lookEveryMs);

    expect([one.holds(), other.holds()]).toEqual([`${ben} of replica`, `${ben} of file`]);
    expect(one.events).toEqual([{ kind: 'adopted', grants: 1, isFileOlder: false }]);
  });

  test('with a file from the future is no newer than one that comes after it', async () => {
    await stage.start(ana, -60 * minuteMs);
    await stage.clock.advance(minuteMs);

    const other = await stage.start(ben);

    expect(other.holds()).toBe(`${ben} of file`);
  });

  test('while nothing can be heard of the others goes by its own file until it can', async () => {
    await stage.start(ana);
    stage.board.weather = 'away';
    const other = await stage.start(ben, minuteMs);
    expect(other.holds()).toBe(`${ben} of file`);

    stage.board.weather = 'fine';
    await stage.clock.advance(lookEveryMs);

    expect(other.holds()).toBe(`${ana} of replica`);
    expect(other.events.map(({ kind }) => kind)).toEqual(['apart', 'together', 'adopted']);
  });
});

describe('a file that changes while replicas run', () => {
  let one: Awaited<ReturnType<PolicyStage['start']>>;
  let other: typeof one;

  beforeEach(async () => {
    one = await stage.start(ana, minuteMs);
    other = await stage.start(ana, minuteMs);
  });

  test('is in force in both within two looks: a grant that is taken away is nowhere', async () => {
    one.write('');
    await stage.clock.advance(2 * lookEveryMs);

    expect([one.holds(), other.holds()]).toEqual(['of file', 'of replica']);
  });

  test('counts from its change, though its time says that it is older', async () => {
    other.write(ben);
    await stage.clock.advance(2 * lookEveryMs);
    one.write(cid, 1);
    await stage.clock.advance(2 * lookEveryMs);

    expect([one.holds(), other.holds()]).toEqual([`${cid} of file`, `${cid} of replica`]);
  });

  test('is nothing to the others where it is broken, and in force here is what was', async () => {
    other.write(ben);
    await stage.clock.advance(2 * lookEveryMs);
    one.writeText('{"grants": 1}');
    await stage.clock.advance(2 * lookEveryMs);

    expect([one.holds(), other.holds()]).toEqual([`${ben} of replica`, `${ben} of file`]);
  });

  test('and then in the other one too leaves each with its own', async () => {
    one.write(ben);
    await stage.clock.advance(2 * lookEveryMs);
    other.write(ben);
    await stage.clock.advance(2 * lookEveryMs);

    expect([one.holds(), other.holds()]).toEqual([`${ben} of file`, `${ben} of file`]);
  });

  test.each(['away', 'silent'] as const)('is in force in its own while the others are %s', async (weather) => {
    stage.board.weather = weather;
    one.write('');
    await stage.clock.advance(2 * lookEveryMs);
    expect([one.holds(), other.holds()]).toEqual(['of file', `${ana} of file`]);

    one.write(ben);
    await stage.clock.advance(lookEveryMs);

    expect(one.holds()).toBe(`${ben} of file`);
  });

  test('while the others are away is in force for them once they are back, and none that is newer is undone', async () => {
    stage.board.weather = 'away';
    other.write(ben);
    await stage.clock.advance(minuteMs);
    one.write(cid); // which looks first
    await stage.clock.advance(lookEveryMs);
    stage.board.weather = 'fine';
    await stage.clock.advance(3 * lookEveryMs);

    expect([one.holds(), other.holds()]).toEqual([`${cid} of file`, `${cid} of replica`]);
    expect(other.events.map(({ kind }) => kind)).toEqual(['apart', 'together', 'adopted']);
  });
});

describe('an operator’s word', () => {
  test('puts the file in force for all, whatever its age: the way back', async () => {
    const one = await stage.start(ana, 2 * minuteMs);
    const other = await stage.start(ben, minuteMs);
    await stage.clock.advance(lookEveryMs);
    expect(one.holds()).toBe(`${ben} of replica`);

    one.policy.reload();
    expect(one.holds()).toBe(`${ana} of file`);
    await stage.clock.advance(lookEveryMs);

    expect([one.holds(), other.holds()]).toEqual([`${ana} of file`, `${ana} of replica`]);
  });

  test('for a broken file changes nothing', async () => {
    await stage.start(ana);
    const other = await stage.start(ben, minuteMs);
    other.writeText('{"grants": 1}');

    other.policy.reload();
    await stage.clock.advance(lookEveryMs);

    expect(other.holds()).toBe(`${ana} of replica`);
  });
});

describe('what another one published', () => {
  test.each([
    ['is broken', '{"grants": ['],
    ['knows more than this one', '{"grants": [], "until": "2027-01-01"}'],
  ])('and %s leaves the last one in force, and is told once', async (_, text) => {
    const one = await stage.start(ana);
    stage.board.put(text);

    await stage.clock.advance(3 * lookEveryMs);

    expect(one.holds()).toBe(`${ana} of file`);
    expect(one.events).toMatchObject([{ kind: 'unusable', faults: [expect.any(String)] }]);
  });

  test('and is mended is in force', async () => {
    const one = await stage.start(ana);
    stage.board.put('{');
    await stage.clock.advance(lookEveryMs);

    stage.board.put(textOf(ben));
    await stage.clock.advance(lookEveryMs);

    expect(one.holds()).toBe(`${ben} of replica`);
  });
});
