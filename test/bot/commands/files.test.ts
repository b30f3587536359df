import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { alerts, files } from '../../../emulator/data/ids.ts';
import { limitedApp } from '../../../emulator/identity.ts';
import type { Limits } from '../../../src/defender/limits.ts';
import { lines, read, startConversation, titles, type Conversation } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

test('the first line is the worst finding in words, the rest follows worst first', async () => {
  const answer = await chat.say(`files ${alerts.hackTool}`);

  const [finding, tally, alert] = read(answer).lines;
  expect(finding).toBe('kms.exe: HackTool:MSIL/AutoKms, prevented');
  expect(tally).toBe('1 of 3 files has a Defender detection');
  expect(alert).toMatch(/^High · New · unassigned · LAPTOP-042 · 2 h ago$/);
  const names = read(answer).lines.filter((line) => ['kms.exe', 'svchost.exe', 'ContosoAgent.exe'].includes(line));
  expect(names).toEqual(['kms.exe', 'svchost.exe', 'ContosoAgent.exe']);
});

test('says of a file what Defender says, where it was, how common it is, and its hashes whole', async () => {
  const text = lines(await chat.say(`files ${alerts.hackTool}`));

  expect(text).toContain('Defender names it HackTool:MSIL/AutoKms (type Unknown) · prevented');
  expect(text).toContain('also seen as KMSAuto Net.exe');
  expect(text).toContain('on 3 devices here · prevalence 437 (global) · signature not verified · 723 KB');
  expect(text).toContain(`SHA-256 ${files.autoKms}`);
  expect(text).toContain(`SHA-1 ${files.autoKmsSha1}`);
  expect(text).toContain(`SHA-256 ${files.svchost}`);
  expect(text).toContain('clean, says Defender');
});

test('the summary of a notification has the finding, in words that no client takes for something else', async () => {
  const { message } = await chat.say(`files ${alerts.hackTool}`);

  expect(message).toMatchObject({ summary: 'kms.exe: HackTool-MSIL-AutoKms, prevented' });
});

test('one alert costs two calls, and one for the top file', async () => {
  await chat.say(`files ${alerts.hackTool}`);

  const asked = chat.emulator.requests().map(({ path }) => path);
  expect(asked.filter((path) => path.startsWith('/api/')).toSorted()).toEqual([
    `/api/alerts/${alerts.hackTool}`,
    `/api/alerts/${alerts.hackTool}/files`,
    expect.stringMatching(/^\/api\/files\/[\da-f]+\/stats$/),
  ]);
});

describe('an alert with more files than Defender gives at once', () => {
  async function paged(limits: Partial<Limits> = {}): Promise<void> {
    await chat.close();
    chat = await startConversation({ emulator: { pageSize: 3 }, limits });
  }

  test('is shown with all of them', async () => {
    await paged();

    const card = await chat.say(`files ${alerts.manyFiles}`);

    expect(lines(card)).toContain('files 1-5 of 10');
    expect(lines(card)).not.toContain('Not all files');
  });

  test('and than are read says how many those are, in the numbers too', async () => {
    await paged({ maxPages: 2 });

    const text = lines(await chat.say(`files ${alerts.manyFiles}`));

    expect(text).toContain('5 of 5 files read have a Defender detection');
    expect(text).toContain('Not all files of this alert are here: I read the first 6; Defender has more.');
    expect((await chat.recorded()).at(-1)).toMatchObject({ outcome: 'partial' });
  });

  test('is told by its id among several', async () => {
    await paged({ maxPages: 2 });

    const text = lines(await chat.say(`files ${alerts.hackTool} ${alerts.manyFiles}`));

    expect(text).toContain(`Not all files of ${alerts.manyFiles} are here: I read the first 6; Defender has more.`);
  });

  test('has a list of hashes that says so', async () => {
    await paged({ maxPages: 2 });

    const { message } = await chat.say(`hashes ${alerts.manyFiles}`);

    expect(message).toMatchObject({
      text: expect.stringMatching(/^([\da-f]{64}\n)+Not all files of this alert are here/),
    });
  });
});

test('five files a page; the next page is an edit of the same card', async () => {
  const first = await chat.say(`files ${alerts.manyFiles}`);
  expect(lines(first)).toContain('files 1-5 of 10');

  const second = await chat.press('Next 5');

  expect(second).toMatchObject({ id: first.id, edits: 1 });
  expect(lines(second)).toContain('files 6-10 of 10');
  expect(titles(second)).toContain('Previous 5');
  expect(titles(second)).not.toContain('Next 5');
});

test('a page beyond the last is the last', async () => {
  expect(lines(await chat.say(`files ${alerts.manyFiles} page 99`))).toContain('files 6-10 of 10');
});

test('several alerts are one list, each file once, each with its alert', async () => {
  const text = lines(await chat.say(`files ${alerts.hackTool}, ${alerts.malware}, ${alerts.hackTool}`));

  expect(text).toContain('2 of 4 files have a Defender detection');
  expect(text).toContain(`in ${alerts.hackTool}`);
  expect(text.split(files.svchost)).toHaveLength(2);
});

test('an alert without files says so, and it is no error', async () => {
  const answer = await chat.say(`files ${alerts.noFiles}`);

  expect(read(answer).lines[0]).toBe('No files in this alert');
  expect(titles(answer)).not.toContain('Hash list');
  expect(chat.logged.join()).toContain('"outcome":"empty"');
});

test('names the alert that could not be read, and shows the files of the others', async () => {
  const text = lines(await chat.say(`files ${alerts.hackTool} da000000000000000001_1`));

  expect(text).toContain('kms.exe: HackTool:MSIL/AutoKms, prevented');
  expect(text).toContain('da000000000000000001_1: Defender knows no such alert.');
});

test('none of several alerts could be read', async () => {
  const text = lines(await chat.say('files da000000000000000001_1 da000000000000000002_2'));

  expect(text).toContain('None of the 2 alerts could be read');
});

test('without the right to read alerts the files are shown, and what is missing is named', async () => {
  const limited = await startConversation({ app: limitedApp });
  try {
    const text = lines(await limited.say(`files ${alerts.hackTool}`));

    expect(text).toContain(`SHA-256 ${files.autoKms}`);
    expect(text).toContain('Names, paths and detection status are missing: That needs Alert.Read.All');
    expect(text).toContain('this app has File.Read.All, Machine.Read.All.');
  } finally {
    await limited.close();
  }
});

test('prevalence is said to be missing when it could not be had', async () => {
  chat.emulator.addFault({ kind: 'status', status: 403, match: '/stats' });

  const text = lines(await chat.say(`files ${alerts.hackTool}`));

  expect(text).toContain('Prevalence here is missing: Defender does not allow this bot to read that.');
  expect(text).not.toMatch(/on \d+ devices? here/);
});

test('in a room the card says whom it is shown for', async () => {
  expect(lines(await chat.say(`files ${alerts.hackTool}`, { isRoom: true }))).toContain('shown for Alex Wilber');
  expect(lines(await chat.say(`files ${alerts.hackTool}`))).not.toContain('shown for');
});

test('names made to deceive are shown with visible stand-ins', async () => {
  const text = lines(await chat.say(`files ${alerts.hostileNames}`));

  expect(text).toContain('⟨U+202E⟩');
  expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B\u0000-\u0009]/u);
});

test('the button Hash list posts the hashes as text', async () => {
  await chat.say(`files ${alerts.hackTool}`);

  const { message } = await chat.press('Hash list');

  expect(chat.sent).toHaveLength(2);
  expect(message).toEqual({ text: expect.stringContaining(files.autoKms) });
});

test('what is missing is said with the alerts it is missing of, can be looked up, and stands in the log', async () => {
  const limited = await startConversation({ app: limitedApp });
  try {
    const answer = await limited.say(`files ${alerts.hackTool} ${alerts.malware}`);

    const reason = 'That needs Alert.Read.All or Alert.ReadWrite.All; this app has File.Read.All, Machine.Read.All.';
    const note = read(answer).lines.filter((line) => line.includes('are missing'));
    expect(note).toEqual([expect.stringContaining(`of ${alerts.hackTool}, ${alerts.malware} are missing: ${reason}`)]);
    const reference = / · reference ([0-9a-f]{8})$/m.exec(lines(answer))?.[1];
    const logged = limited.logged.filter((line) => line.includes('part of an answer failed'));
    expect(logged).toHaveLength(2);
    expect(logged.join()).toContain(`"turnId":"${reference ?? 'none'}"`);
    expect(logged.join()).toContain('"kind":"forbidden"');
  } finally {
    await limited.close();
  }
});

test('a whole answer has nothing to look up', async () => {
  expect(lines(await chat.say(`files ${alerts.hackTool}`))).not.toContain('reference');
});

test('when none of several alerts can be read, the turn has failed', async () => {
  const answer = await chat.say('files 636688558380765162_2136280442 636688558380765163_2136280442');

  expect(read(answer).lines[0]).toBe('None of the 2 alerts could be read');
  expect(chat.logged.at(-1)).toContain('"outcome":"failed"');
});
