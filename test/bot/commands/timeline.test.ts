/** Whole turns: what was asked and found in a place, told to whoever takes over. */

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actions, alerts } from '../../../emulator/data/ids.ts';
import { channelPlace } from '../../support/access.ts';
import { lines, startConversation, titles, type Conversation } from '../../support/conversation.ts';

let chat: Conversation;
const place = { ...channelPlace, roomId: '19:room@thread.tacv2' };
const thread = `${place.roomId};messageid=1648741500652`;
const here = { place, in: thread };

beforeEach(async () => {
  chat = await startConversation();
});

afterEach(() => chat.close());

describe('of a thread', () => {
  test('it has what was found there, by whom, the newest first', async () => {
    await chat.say(`files ${alerts.hackTool}`, here);
    await chat.say(`action ${actions.minidump}`, { ...here, by: 'bea' });

    const text = lines(await chat.say('timeline', here));

    expect(text).toMatch(/^What was found in this thread, the newest first\n/);
    expect(text).toMatch(/Live response on LAPTOP-042: succeeded\nbea · .*\naction 988cc94e/);
    expect(text).toMatch(/kms\.exe: HackTool-MSIL-AutoKms, prevented\nAlex Wilber · .*\nfiles 6366/);
    expect(text.indexOf('bea')).toBeLessThan(text.indexOf('Alex Wilber'));
  });

  test('it says who is on what was asked about', async () => {
    await chat.say(`on-it ${alerts.hackTool}`, here);

    expect(lines(await chat.say('timeline', here))).toContain(`Alex Wilber is on alert ${alerts.hackTool} since`);
  });

  test('it says what is watched there, by whoever watches it', async () => {
    await chat.say(`watch ${actions.inProgress}`, { ...here, by: 'bea' });
    await chat.say(`watch ${actions.pending}`, { place, in: `${place.roomId};messageid=2` });

    const text = lines(await chat.say('timeline', here));
    expect(text).toContain(`bea watches action ${actions.inProgress}`);
    expect(text).not.toContain(actions.pending);
  });

  test('what was asked several times in a row is one entry', async () => {
    for (let i = 0; i < 3; i++) await chat.say(`alert ${alerts.hackTool}`, here);

    expect(lines(await chat.say('timeline', here))).toContain('3 times');
  });

  test('it tells of no other thread, and not of help or of itself', async () => {
    await chat.say(`files ${alerts.hackTool}`, { place, in: `${place.roomId};messageid=2` });
    await chat.say('help', here);
    await chat.say('timeline', here);

    expect(lines(await chat.say('timeline', here))).toMatch(/^Nothing was found in this thread yet/);
  });

  test('what was refused or not known is no finding', async () => {
    await chat.say('alert da637472900000000000_1364969609', here);
    await chat.say('files nonsense', here);

    expect(lines(await chat.say('timeline', here))).toMatch(/^Nothing was found/);
  });

  test('it survives a restart', async () => {
    await chat.say(`files ${alerts.hackTool}`, here);
    chat.restart();

    expect(lines(await chat.say('timeline', here))).toContain('kms.exe');
  });
});

describe('of an alert', () => {
  beforeEach(async () => {
    await chat.say(`files ${alerts.hackTool}`, here);
    await chat.say(`files ${alerts.malware}`, here);
  });

  test('it has what the whole channel found out about it, and nothing else', async () => {
    const text = lines(await chat.say(`timeline ${alerts.hackTool}`, { place, in: `${place.roomId};messageid=9` }));

    expect(text).toContain('kms.exe');
    expect(text).not.toContain(alerts.malware);
  });

  test('another room is told nothing of it', async () => {
    const other = { ...place, roomId: '19:other@thread.tacv2' };

    expect(lines(await chat.say(`timeline ${alerts.hackTool}`, { place: other, in: other.roomId }))).toMatch(
      /^Nothing was found in this channel about alert/,
    );
  });
});

test('of an incident, by its number', async () => {
  await chat.say('incident 2451', here);

  expect(lines(await chat.say('timeline 2451', here))).toContain('incident 2451');
  expect(lines(await chat.say('timeline incident 2451', here))).toContain('incident 2451');
});

test('its text is a message to copy, asked for by its button too', async () => {
  await chat.say(`files ${alerts.hackTool}`, here);
  const card = await chat.say('timeline', here);
  expect(titles(card)).toContain('As text');

  const said = await chat.press('As text', here);

  expect(said.message).toMatchObject({
    text: expect.stringMatching(/^What was found in this thread, as of .*\n.*kms\[\.\]exe/s),
  });
});

test('a page beyond the end is the last', async () => {
  for (const id of Object.values(alerts)) await chat.say(`alert ${id}`, here);

  expect(lines(await chat.say('timeline page 9', here))).toMatch(/entries \d+-\d+ of \d+/);
});

test('what makes no sense is told, with what would', async () => {
  expect(lines(await chat.say('timeline nonsense', here))).toContain('is neither an alert nor an incident');
});
