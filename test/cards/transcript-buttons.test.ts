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
    expect(actionsOf(card()).filter(({ url }) => url !== undefined)).toEqual([
      {
        title: 'Device in the portal',
        mode: 'secondary',
        url: `https://security.microsoft.com/machines/${machineId}?tid=${tenantId}`,
      },
    ]);
    const without = resultOf({ action: action({ machineId: '../x', commands: [command()] }) });
    expect(titlesOf(card({ of: without }))).toEqual(['Search', 'Find', 'Indicators', 'Raw', 'Evidence', 'Remove']);
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
