import { describe, expect, test } from '@jest/globals';
import { timelineCard, timelineText } from '../../src/cards/timeline.ts';
import { readCard } from '../support/card-read.ts';
import { timelineEntry, timelineView } from './timeline-views.ts';

const linesOf = (view: Parameters<typeof timelineCard>[0]): string =>
  readCard(timelineCard(view).content).lines.join('\n');

describe('a timeline', () => {
  test('has the finding first, then who and when, then what was asked', () => {
    const text = linesOf(timelineView());

    expect(text).toMatch(/^What was found in this channel about alert 6366/);
    expect(text).toContain('Bea Berg is on alert 6366');
    expect(text).toMatch(
      /\nkms\.exe: HackTool-MSIL-AutoKms, prevented\nAlex Wilber · \d\d:\d\d:\d\d UTC · .* ago\nfiles 6366/,
    );
  });

  test('a row leads back to the message', () => {
    const { actions } = readCard(timelineCard(timelineView()).content);

    expect(actions[0]).toMatchObject({
      title: 'Go to the message',
      url: expect.stringContaining('teams.microsoft.com'),
    });
  });

  test('of nothing says so, and offers no text', () => {
    const { actions } = readCard(timelineCard(timelineView({ entries: [], onIt: [] })).content);

    expect(linesOf(timelineView({ entries: [], onIt: [] }))).toMatch(/^Nothing was found in this channel about alert/);
    expect(actions).toEqual([]);
  });

  test('that is cut says where the rest is, on its last page', () => {
    const entries = Array.from({ length: 7 }, () => timelineEntry());

    expect(linesOf(timelineView({ entries, isCut: true }))).not.toContain('An admin finds them');
    expect(linesOf(timelineView({ entries, isCut: true, page: 2 }))).toContain('An admin finds them');
  });
});

describe('as text', () => {
  test('it has the oldest first, a line an entry, with dates', () => {
    const entries = [timelineEntry({ finding: 'second' }), timelineEntry({ finding: 'first', times: 2 })];

    const lines = timelineText(timelineView({ entries })).split('\n');

    expect(lines[0]).toMatch(
      /^What was found in this channel about alert .*, as of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/,
    );
    expect(lines.slice(2)).toEqual([
      expect.stringMatching(/^\d{4}-.* UTC · Alex Wilber · files .* · first · 2 times$/),
      expect.stringMatching(/ · second$/),
    ]);
  });

  test('the oldest give way where there are more than a message takes, and that is said', () => {
    const entries = Array.from({ length: 500 }, (_, i) =>
      timelineEntry({ finding: `finding ${i}`, ids: ['x'.repeat(200)] }),
    );

    const text = timelineText(timelineView({ entries }));

    expect(text.length).toBeLessThan(26_000);
    expect(text).toContain('Older entries are left out.');
    expect(text).toContain('finding 0');
  });

  test('whatever looks like a link in a name or a finding is none', () => {
    const entry = timelineEntry({
      personName: 'https://evil.example/reset',
      finding: 'login.evil.com: detected, a@b.example',
    });

    const text = timelineText(
      timelineView({ entries: [entry], watches: [{ actionId: 'a', personName: 'evil.example' }] }),
    );

    expect(text).toContain('https[:]//evil[.]example/reset');
    expect(text).toContain('login[.]evil[.]com: detected, a[@]b[.]example');
    expect(text).toContain('evil[.]example watches action a');
  });

  test('a name cannot make a line of its own', () => {
    expect(
      timelineText(timelineView({ entries: [timelineEntry({ personName: 'a\nb\u202E' })] })).split('\n'),
    ).toHaveLength(3);
  });
});
