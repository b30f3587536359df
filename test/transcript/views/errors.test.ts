import { expect, test } from '@jest/globals';
import { errorRows, errorTotals } from '../../../src/transcript/views/errors.ts';
import { pageOf } from '../../../src/transcript/views/excerpt.ts';
import type { Position } from '../../../src/transcript/views/row.ts';
import { roomy, spooling } from '../spooling.ts';

const spool = spooling();
const header = 'Transcript started, output file is C:\\Temp\\PSScript_Transcript_{8F4D0A8D}.txt';
const output = `${header}\none\nERROR: a\ntwo\nERROR: b\nERROR: c\nthree\n`;

test('the script’s own errors come first, then those in its output, with their line numbers', async () => {
  await spool().withText({ output, errors: 'x\ny\n\n' }, async (text) => {
    const { rows, totals, next } = await errorRows(text, roomy);

    expect(rows.map(({ part, line, text: row }) => `${part} ${line} ${row}`)).toEqual([
      'errors 1 x',
      'errors 2 y',
      'output 2 ERROR: a',
      'output 4 ERROR: b',
      'output 5 ERROR: c',
    ]);
    expect(rows.every(({ isError }) => isError)).toBe(true);
    expect(totals).toEqual({ errorLines: 2, recognised: 3, remembered: 3, isWhole: true });
    expect(next).toBeUndefined();
  });
});

test('page by page, each is there once', async () => {
  await spool().withText({ output, errors: 'x\ny' }, async (text) => {
    const seen: string[] = [];
    let from: Position | undefined;
    do {
      const { rows, next } = await errorRows(text, { ...roomy, maxRows: 2 }, from);
      seen.push(...rows.map(({ text: row }) => row));
      from = next;
    } while (from !== undefined);

    expect(seen).toEqual(['x', 'y', 'ERROR: a', 'ERROR: b', 'ERROR: c']);
  });
});

test('in other views they are marked', async () => {
  await spool().withText({ output }, async (text) => {
    const { rows } = await pageOf(text, 1, { size: roomy });

    expect(rows.filter(({ isError }) => isError).map(({ line }) => line)).toEqual([2, 4, 5]);
  });
});

test('what is not remembered is counted, and said to be', async () => {
  await spool().withText({ output: 'ERROR: x\nok\n'.repeat(10_002) }, (text) => {
    expect(errorTotals(text)).toMatchObject({ recognised: 10_002, remembered: 10_000 });
    return Promise.resolve();
  });
});

test('where there are none, there are none', async () => {
  await spool().withText({ output: 'all is well' }, async (text) => {
    expect(await errorRows(text, roomy)).toMatchObject({ rows: [], totals: { errorLines: 0, recognised: 0 } });
  });
});
