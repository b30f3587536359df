/** Secrets in what a card says of an action: arguments, comments, errors. */

import { describe, expect, test } from '@jest/globals';
import { actionCard } from '../../src/cards/action.ts';
import { collectedFileCard } from '../../src/cards/collected-file.ts';
import type { Card } from '../../src/cards/render.ts';
import { commandLineText, sentenceText } from '../../src/cards/text.ts';
import { transcriptCard } from '../../src/cards/transcript.ts';
import { complaints, linesOf } from './reading.ts';
import { transcriptView } from './transcript-views.ts';
import { action, collected, command, getFile, portal, reader, resultOf } from './views.ts';

const secret = 'P4ssw0rd-of-svc';
const run = command({
  status: 'Failed',
  params: { ScriptName: 'add-user.ps1', Args: `-User svc -Password ${secret}` },
  errors: [`net user svc ${secret} /add was refused`],
});
const told = action({
  status: 'Cancelled',
  requestorComment: `rotate it, password: ${secret}`,
  cancellationComment: `pwd=${secret} was wrong`,
  commands: [run, getFile],
});
const of = resultOf({ action: told, command: run });

describe('no secret is on the card, in its short forms or in its buttons', () => {
  test.each<[string, Card]>([
    ['action', actionCard({ action: told, without: run, reader, portal })],
    ['transcript', transcriptCard(transcriptView({ of }))],
    ['collected file', collectedFileCard({ of, file: collected(), reader, portal })],
  ])('%s', (_, card) => {
    expect(JSON.stringify(card)).not.toContain(secret);
    expect(linesOf(card).join('\n')).toContain('args -User svc -Password [password masked]');
    expect(linesOf(card).join('\n')).toContain('“rotate it, password: [password masked]”');
    expect(linesOf(card).join('\n')).toContain('Defender reports: net user svc [password masked] /add was refused');
    expect(complaints(card)).toEqual([]);
  });
});

test('the comment of who cancelled is masked too', () => {
  const card = actionCard({ action: told, without: undefined, reader, portal });

  expect(linesOf(card).join('\n')).toContain('“pwd=[password masked] was wrong”');
});

test('a secret that the cut would have split is masked before', () => {
  expect(commandLineText(`${'x'.repeat(985)} password=${secret}`)).not.toContain('P4ss');
});

test('a sentence is masked and defanged', () => {
  expect(sentenceText(`see https://ana:${secret}@db.contoso.example`)).toBe(
    'see hxxps://ana:[password masked]@db[.]contoso[.]example',
  );
});
