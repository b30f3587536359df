import { describe, expect, test } from '@jest/globals';
import { ConnectorError, ownCodes } from '../../src/teams/connector-error.ts';
import { isAway, isWorthAnotherTry, mayHaveArrived } from '../../src/teams/given-up.ts';

describe('a message that was given up', () => {
  test.each([
    ['Teams has too much to do', { status: 429 }],
    ['Teams is away', { status: 503 }],
    ['no connection was made', { code: 'ECONNREFUSED' }],
    ['Teams’ limits leave no room', { code: ownCodes.sendLimit }],
    ['there was no token for it in time', { code: ownCodes.notSentInTime }],
  ])('may be sent another time where %s', (_, why) => {
    expect(isWorthAnotherTry(new ConnectorError('POST', why))).toBe(true);
  });

  test('may be sent another time where the error came before it was sent', () => {
    expect(isWorthAnotherTry(new RangeError('no token'))).toBe(true);
  });

  test.each([
    ['nobody knows whether it arrived', { code: 'ECONNRESET' }],
    ['there was no answer in time', { code: ownCodes.timeout }],
    ['Teams will never take it', { status: 400 }],
    ['it is too large', { status: 413 }],
    ['the bot was removed', { status: 403, code: 'BotNotInConversationRoster' }],
    ['the bot’s token goes there not', { code: ownCodes.notAllowed }],
  ])('is not sent again where %s', (_, why) => {
    expect(isWorthAnotherTry(new ConnectorError('POST', why))).toBe(false);
  });
});

test.each([
  ['there was no answer in time', { code: ownCodes.timeout }, true, true],
  ['the connection broke', { code: 'ECONNRESET' }, true, true],
  ['Teams failed', { status: 500 }, true, true],
  ['Teams is away', { status: 503 }, false, true],
  ['Teams has too much to do', { status: 429 }, false, true],
  ['no connection was made', { code: 'ECONNREFUSED' }, false, true],
  ['there was no token for it in time', { code: ownCodes.notSentInTime }, false, true],
  ['the bot’s token goes there not', { code: ownCodes.notAllowed }, false, true],
  ['Teams does not want it', { status: 403 }, false, false],
  ['it is too large', { status: 413 }, false, false],
])('where %s a message may have arrived, or Teams is away', (_, why, arrived, away) => {
  const error = new ConnectorError('POST', why);

  expect([mayHaveArrived(error), isAway(error)]).toEqual([arrived, away]);
});

test('where the error came before it was sent, it has not arrived, and Teams is not away', () => {
  expect([mayHaveArrived(new RangeError('no token')), isAway(new RangeError('no token'))]).toEqual([false, false]);
});
