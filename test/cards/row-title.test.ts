import { expect, test } from '@jest/globals';
import { rowTitle, withTitlesApart } from '../../src/cards/row-title.ts';

test.each([
  ['kms.exe', 'File kms.exe'],
  ['file1.dll', 'File file1.dll'],
  ['File without a name', 'File without a name'],
  [
    "'AutoKms' hacktool: was [prevented](https://evil.example)",
    'File AutoKms hacktool was prevented-https-evil.example',
  ],
  ['\u202Egpj.exe\u200B', 'File gpj.exe'],
  ['???', 'File -'],
  ['x'.repeat(300), `File ${'x'.repeat(80)}…`],
])('%j is %j', (title, called) => {
  expect(rowTitle('File', title)).toBe(called);
});

test('rows that are called the same are told apart, however deep they stand', () => {
  const row = (title: string): object => ({ selectAction: { type: 'Action.Submit', title, data: { words: ['a'] } } });

  const card = withTitlesApart({ body: [row('File a'), { items: [row('File b'), row('File a')] }, row('File a')] });

  expect(card).toEqual({
    body: [row('File a'), { items: [row('File b'), row('File a (2)')] }, row('File a (3)')],
  });
});
