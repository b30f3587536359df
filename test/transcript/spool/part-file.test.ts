import { describe, expect, test } from '@jest/globals';
import { open } from 'node:fs/promises';
import type { Decode } from '../../../src/transcript/spool/entry.ts';
import { openNew } from '../../../src/transcript/spool/part-file.ts';
import type { SpooledTranscript } from '../../../src/transcript/spool/transcript.ts';
import { inspectDeep, thrown } from '../../support/thrown.ts';
import { spooling } from '../spooling.ts';

const spool = spooling();
const secret = 'correct horse battery staple';

function text(output: string): Decode<string> {
  return async (writer) => {
    await writer.write('output', Buffer.from(output));
    return output;
  };
}

function whole(transcript: SpooledTranscript<string>): Promise<string> {
  return transcript.whole;
}

describe('a disk that is full', () => {
  const full = { openFile: () => open('/dev/full', 'r+') };

  test('fails the decode and says so, without the text', async () => {
    const error = await thrown(
      spool()
        .open(full)
        .read('a', text(secret.repeat(100_000)), whole),
    );

    expect(error).toMatchObject({ name: 'SpoolError', kind: 'diskFull', code: 'ENOSPC' });
    expect(inspectDeep(error)).not.toContain('horse');
  });

  test('is found at the end of a short text too', async () => {
    expect(await thrown(spool().open(full).read('a', text('x'), whole))).toMatchObject({ kind: 'diskFull' });
  });

  test('fails what is written, not the whole spool', async () => {
    let opened = 0;
    const one = spool().open({ openFile: (path) => (opened++ === 0 ? full.openFile() : openNew(path)) });
    await thrown(one.read('a', text('x'), whole));

    expect(await one.read('a', text('x'), whole)).toBe('x');
  });
});

test('a file that cannot be made fails the decode', async () => {
  const one = spool().open({ openFile: () => open('/nonexistent/file', 'wx') });

  expect(await thrown(one.read('a', text('x'), whole))).toMatchObject({ kind: 'failed', code: 'ENOENT' });
});
