import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { alerts, files, machines } from '../../../emulator/data/ids.ts';
import { limitedApp } from '../../../emulator/identity.ts';
import { lines, read, startConversation, titles, type Conversation } from '../../support/conversation.ts';

let chat: Conversation;
beforeEach(async () => {
  chat = await startConversation();
});
afterEach(() => chat.close());

function asked(): readonly string[] {
  return chat.emulator
    .requests()
    .map(({ path }) => path)
    .filter((path) => path.startsWith('/api/'));
}

const nobodys = '0'.repeat(64);

test('a file is told by what Defender calls it, how common it is, and what is open about it', async () => {
  const answer = await chat.say(`file ${files.autoKms}`);

  expect(read(answer).lines[0]).toBe('kms.exe: HackTool:MSIL/AutoKms, 1 open alert, on 3 devices here');
  const text = lines(answer);
  expect(text).toContain('Defender names it HackTool:MSIL/AutoKms (type Unknown)');
  expect(text).toContain('prevalence 437 (global) · signature not verified · 723 KB');
  expect(text).toContain('also seen as KMSAuto Net.exe');
  expect(text).toContain(`SHA-256 ${files.autoKms}\nSHA-1 ${files.autoKmsSha1}\nMD5 `);
  expect(text).toContain(
    "1 open alert: 1 High\n'AutoKms' hacktool was prevented\nHigh · New · unassigned · LAPTOP-042 · 2 h ago",
  );
  expect(text).toContain('Defender lists 1 device\nLAPTOP-042\nrisk High · Active');
});

test.each([files.autoKms, files.autoKmsSha1])('costs four calls in two rounds, the file first (%s)', async (hash) => {
  await chat.say(`file ${hash}`);

  const [first, ...others] = asked();
  expect(first).toBe(`/api/files/${hash}`);
  expect([...others].sort()).toEqual([
    `/api/files/${files.autoKms}/stats`,
    `/api/files/${files.autoKmsSha1}/alerts`,
    `/api/files/${files.autoKmsSha1}/machines`,
  ]);
});

test.each([
  ['a bare SHA-256', files.autoKms],
  ['a bare SHA-1', files.autoKmsSha1],
  ['its page in the portal', `https://security.microsoft.com/file/${files.autoKmsSha1}/?tid=1`],
  ['a SHA-1 after device', `device ${files.autoKmsSha1}`],
  ['a hash after files', `files ${files.autoKms}`],
])('%s is understood', async (_, text) => {
  expect(lines(await chat.say(text))).toContain('kms.exe: HackTool:MSIL/AutoKms, 1 open alert');
});

test('a row of the files of an alert opens the file', async () => {
  const list = await chat.say(`files ${alerts.hackTool}`);

  const opened = await chat.press('File');

  expect(opened.id).not.toBe(list.id);
  expect(read(opened).lines[0]).toContain('kms.exe: HackTool:MSIL/AutoKms');
});

test('its device is opened by a tap, and Refresh edits the card', async () => {
  const card = await chat.say(`file ${files.autoKms}`);

  const refreshed = await chat.press('Refresh');
  const device = await chat.press('Device');

  expect(refreshed).toMatchObject({ id: card.id, edits: 1 });
  expect(read(device).lines[0]).toContain('LAPTOP-042');
});

describe('what is not had', () => {
  test('a file that nobody knows: what to check', async () => {
    const answer = await chat.say(`file ${nobodys}`);

    expect(read(answer).lines[0]).toBe('Defender does not know this file.');
    expect(lines(answer)).toContain('Check the hash.');
    expect(titles(answer)).toEqual([]);
  });

  test('without the right to read alerts the rest is shown, and what is missing is named', async () => {
    const limited = await startConversation({ app: limitedApp });
    try {
      const text = lines(await limited.say(`file ${files.autoKms}`));

      expect(text).toContain('kms.exe: HackTool:MSIL/AutoKms, on 3 devices here');
      expect(text).toContain('Alerts are missing: That needs Alert.Read.All or Alert.ReadWrite.All; this app has');
      expect(text).toMatch(/reference [0-9a-f]{8}/);
      expect(limited.logged.join()).toContain('"outcome":"partial"');
    } finally {
      await limited.close();
    }
  });

  test('parts that fail alike are named together, once', async () => {
    chat.emulator.addFault({ kind: 'status', status: 403, match: '/api/files/[^/]+/' });

    const text = lines(await chat.say(`file ${files.autoKms}`));

    expect(text).toContain(
      'Names and prevalence here, alerts and devices are missing: Defender does not allow this bot to read that.',
    );
    expect(text).toContain('file 470a75fe3da2: HackTool:MSIL/AutoKms');
  });
});

describe('40 digits', () => {
  test('that are a device and no file, after file, are the device, and that is said', async () => {
    const [note, finding] = read(await chat.say(`file ${machines.laptop}`)).lines;

    expect(note).toBe('That is a device id, so this is device, not file.');
    expect(finding).toContain('LAPTOP-042');
  });

  test('that are nothing are a file that Defender does not know', async () => {
    expect(read(await chat.say(`file ${'0'.repeat(40)}`)).lines[0]).toBe('Defender does not know this file.');
  });
});

describe('several files at once', () => {
  test('are one answer, worst first, failures apart', async () => {
    const answer = await chat.say(`file ${files.svchost} ${nobodys} ${files.autoKms}`);

    const text = lines(answer);
    expect(read(answer).lines[0]).toBe('1 of 2 files has a Defender detection');
    expect(text).toContain(`${nobodys}: Defender does not know this file.`);
    expect(text.indexOf('kms.exe')).toBeLessThan(text.indexOf(`SHA-256 ${files.svchost}`));
    expect(text).toContain('on 3 devices here');
    expect(titles(answer)).toEqual(['File kms.exe', 'File svchost.exe', 'Refresh']);
    expect(chat.logged.join()).toContain('"outcome":"partial"');
  });

  test('of bare 40 digits are files, and one that is none may be a device', async () => {
    const text = lines(await chat.say(`${files.autoKmsSha1} ${'0'.repeat(40)}`));

    expect(text).toContain('kms.exe');
    expect(text).toContain('40 digits are the id of a device, too: ask for one with device.');
    expect(lines(await chat.say(`file ${files.autoKms} ${nobodys}`))).not.toContain('40 digits');
  });

  test('cost two calls each, and nothing for those that are not known but the look', async () => {
    await chat.say(`file ${files.svchost} ${nobodys} ${files.autoKms}`);

    expect(asked()).toHaveLength(5);
  });

  test('none of them known is a failure of the whole', async () => {
    const answer = await chat.say(`file ${nobodys} ${'1'.repeat(64)}`);

    expect(read(answer).lines[0]).toBe('Defender knows none of these files');
    expect(chat.logged.join()).toContain('"outcome":"failed"');
  });
});

test('a link of the operator’s own stands on the file, the device and the alert that it is for', async () => {
  const url = (name: string): string => `https://links.example/{${name}}`;
  const own = await startConversation({
    linkTemplates: [
      { title: 'VirusTotal', url: url('sha256'), placeholders: ['sha256'] },
      { title: 'CMDB', url: url('deviceName'), placeholders: ['deviceName'] },
    ],
  });

  const shown = [
    await own.say(`file ${files.autoKms}`),
    await own.say(`device ${machines.laptop}`),
    await own.say(`alert ${alerts.hackTool}`),
  ].map((answer) =>
    read(answer)
      .actions.flatMap(({ url }) => url ?? [])
      .filter((one) => one.includes('links.example')),
  );
  await own.close();

  expect(shown).toEqual([
    [`https://links.example/${files.autoKms}`],
    ['https://links.example/LAPTOP-042'],
    ['https://links.example/LAPTOP-042'],
  ]);
});
