import { expect, test } from '@jest/globals';
import { commands } from '../../src/bot/commands/index.ts';
import { closestCommand } from '../../src/bot/near-miss.ts';

test.each([
  ['filse', 'files'],
  ['file', 'files'],
  ['FILSE', 'files'],
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

test.each(['no', 'xy', 'weather', 'isolate', 'f', '', 'constructor', 'filesfilesfilesfilesfiles', 'a'.repeat(100_000)])(
  '%s is near to nothing',
  (word) => {
    expect(closestCommand(commands, word)).toBeUndefined();
  },
);
