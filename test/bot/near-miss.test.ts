import { expect, test } from '@jest/globals';
import { commands } from '../../src/bot/commands/index.ts';
import { closestCommand } from '../../src/bot/near-miss.ts';

test.each([
  ['filse', 'file'],
  ['FILSE', 'file'],
  ['/files', 'files'],
  ['fiels', 'files'],
  ['resullt', 'result'],
  ['reslt', 'result'],
  ['hashs', 'hashes'],
  ['hlep', 'help'],
  ['thansk', 'thanks'],
])('%s was meant as %s', (word, name) => {
  expect(closestCommand(commands, word)?.name).toBe(name);
});

test('of two that are near, the one that takes the id behind it was meant', () => {
  expect(closestCommand(commands, 'filse', 'alert')?.name).toBe('files');
  expect(closestCommand(commands, 'filse', 'sha256')?.name).toBe('file');
});

test.each(['no', 'xy', 'weather', 'isolate', 'f', '', 'constructor', 'filesfilesfilesfilesfiles', 'a'.repeat(100_000)])(
  '%s is near to nothing',
  (word) => {
    expect(closestCommand(commands, word)).toBeUndefined();
  },
);
