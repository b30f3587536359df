import { describe, expect, test } from '@jest/globals';
import { transcriptCard, type TranscriptView } from '../../src/cards/transcript.ts';
import { actionsOf, complaints, sent, titlesOf } from './reading.ts';
import { shownOutput, transcriptView } from './transcript-views.ts';
import { action, actionId, command, machineId, resultOf, tenantId } from './views.ts';

function card(parts: Partial<TranscriptView> = {}) {
  return transcriptCard(transcriptView(parts));
}

describe('the buttons of an output', () => {
  const on = shownOutput({
    next: { title: 'Next page', words: ['from', '41'] },
    previous: { title: 'Overview', words: [] },
  });

  test('go on, then to other commands, three in sight with the search', () => {
    const shown = card({ shown: on });

    expect(actionsOf(shown).map(({ title, mode = 'primary' }) => `${title}: ${mode}`)).toEqual([
      ...['Search: primary', 'Find: primary', 'Indicators: primary', 'Raw: primary'],
      ...['Next page: primary', 'Overview: primary', 'Next command: GetFile: secondary'],
      ...['Evidence: secondary', 'Remove: secondary'],
    ]);
    expect(complaints(shown)).toEqual([]);
  });

  test.each([
    ['of the last command, shown whole', {}, { action: action({ commands: [command()] }) }, ['Indicators']],
    ['shown whole, of several commands', {}, {}, ['Indicators', 'Next command: GetFile', 'All commands']],
    [
      'of one command, shown in part',
      { next: { title: 'From the start', words: ['page', '1'] } },
      { action: action({ commands: [command()] }) },
      ['From the start', 'Indicators'],
    ],
  ])('have the indicators in sight on an output %s, not under the search', (_, parts, of, ways) => {
    const titles = actionsOf(card({ shown: shownOutput(parts), of: resultOf(of) }))
      .map(({ title }) => title)
      .filter((title) => title !== 'Device in the portal');

    expect(titles).toEqual(['Search', 'Find', 'Raw', ...ways, 'Evidence', 'Remove']);
    expect(sent(card({ shown: shownOutput(parts), of: resultOf(of) }), 'Indicators')).toBe(`result ${actionId} 0 iocs`);
  });

  test('lead to no indicators where nothing was printed', () => {
    const nothing = { lines: 0, errorLines: 0, bytesSoFar: 0 };

    expect(titlesOf(card({ totals: nothing }))).not.toContain('Indicators');
  });

  test('are commands', () => {
    const shown = card({ shown: on });

    expect(sent(shown, 'Next page')).toBe(`result ${actionId} 0 from 41`);
    expect(sent(shown, 'Overview')).toBe(`result ${actionId} 0`);
    expect(sent(shown, 'Next command: GetFile')).toBe(`result ${actionId} 1`);
    expect(sent(shown, 'Find')).toBe(`result ${actionId} 0 grep`);
    expect(sent(shown, 'Indicators')).toBe(`result ${actionId} 0 iocs`);
    expect(sent(shown, 'Raw')).toBe(`result ${actionId} 0 raw`);
    expect(sent(card(), 'All commands')).toBe(`action ${actionId}`);
  });

  test('name no type of command that this bot does not know', () => {
    const odd = action({ commands: [command(), command({ index: 1, type: '[x](http://evil.example)' })] });

    expect(titlesOf(card({ of: resultOf({ action: odd }) }))).toContain('Next command: other');
  });

  test('open nothing but the device in the portal', () => {
    const only = action({ commands: [command()] });
    expect(actionsOf(card({ of: resultOf({ action: only }) })).filter(({ url }) => url !== undefined)).toEqual([
      {
        title: 'Device in the portal',
        mode: 'secondary',
        url: `https://security.microsoft.com/machines/${machineId}?tid=${tenantId}`,
      },
    ]);
    const without = resultOf({ action: action({ machineId: '../x', commands: [command()] }) });
    expect(titlesOf(card({ of: without }))).toEqual(['Search', 'Find', 'Raw', 'Indicators', 'Evidence', 'Remove']);
  });

  test('remove the card, from under “…”', () => {
    expect(actionsOf(card()).find(({ title }) => title === 'Remove')).toEqual({
      title: 'Remove',
      mode: 'secondary',
      data: { command: 'remove', words: [] },
    });
  });

  test('lead to all commands while the action goes on, though it has but one', () => {
    const running = action({ status: 'InProgress', commands: [command()] });

    expect(titlesOf(card({ of: resultOf({ action: running }) }))).toContain('All commands');
  });
});
