import { describe, expect, test } from '@jest/globals';
import type { SpoolWriter } from '../../../src/transcript/spool/entry.ts';
import { thrown } from '../../support/thrown.ts';
import { spooling } from '../spooling.ts';

const spool = spooling();

describe('while it is written', () => {
  test('what is on the disk is read, and the end is waited for', async () => {
    const more = Promise.withResolvers<undefined>();
    const decode = async (writer: SpoolWriter): Promise<string> => {
      await writer.write('output', Buffer.from('first\nsecond\nthi'));
      await writer.flush();
      await more.promise;
      await writer.write('output', Buffer.from('rd\n'));
      return 'about it';
    };

    await spool()
      .open()
      .read('a', decode, async ({ output, until, whole: end }) => {
        await until(() => output.soFar().lines >= 2);
        expect(output.soFar()).toMatchObject({ lines: 2, isWhole: false });
        expect((await output.read(0, 13)).toString()).toBe('first\nsecond\n');

        more.resolve(undefined);
        await until(() => output.soFar().lines >= 100);
        expect(output.soFar()).toMatchObject({ lines: 3, isWhole: true });
        expect(await end).toBe('about it');
      });
  });

  test('a wait ends with the failure of the decode', async () => {
    const failure = spool()
      .open()
      .read(
        'a',
        () => Promise.reject(new Error('broken')),
        ({ until }) => until(() => false),
      );

    expect(await thrown(failure)).toMatchObject({ message: 'broken' });
  });
});
