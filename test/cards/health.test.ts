import { describe, expect, test } from '@jest/globals';
import { healthCard, type HealthView } from '../../src/cards/health.ts';
import { complaints, linesOf, sent } from './reading.ts';
import { now } from './views.ts';

function view(parts: Partial<HealthView> = {}): HealthView {
  return {
    versions: { bot: '0.1.0', node: '24.0.0' },
    uptimeMs: 3 * 60 * 60_000,
    isStateOk: true,
    lastCall: { outcome: 200, at: new Date(now.getTime() - 120_000) },
    quotas: [],
    journal: undefined,
    roles: undefined,
    policyFrom: undefined,
    reader: { now, asOf: now, shownFor: undefined },
    ...parts,
  };
}

test('says in its first line how the bot is, then how it knows', () => {
  const card = healthCard(view());

  expect(linesOf(card).slice(0, 4)).toEqual([
    'I am up, and Defender answers',
    'bot 0.1.0 · Node 24.0.0 · up 3 h',
    'own memory: ok',
    'Defender: answered with status 200, 2 min ago',
  ]);
  expect(sent(card, 'Refresh')).toBe('health');
  expect(card.summary).toBe('I am up, and Defender answers');
  expect(complaints(card)).toEqual([]);
});

describe('the first line is the worst', () => {
  test.each<[string, Partial<HealthView>]>([
    ['My own memory does not answer', { isStateOk: false, lastCall: { outcome: 'unreachable', at: now } }],
    [
      'My database is away; I answer, and keep a journal',
      { journal: { since: now, waiting: 1 }, lastCall: { outcome: 503, at: now } },
    ],
    ['Defender did not answer the last time', { lastCall: { outcome: 'unreachable', at: now } }],
    ['Defender could not answer the last time', { lastCall: { outcome: 503, at: now } }],
    ['Defender could not answer the last time', { lastCall: { outcome: 401, at: now } }],
    ['I am up, and Defender answers', { lastCall: { outcome: 404, at: now } }],
    ['I am up; Defender was not asked yet', { lastCall: undefined }],
  ])('%s', (finding, parts) => {
    expect(linesOf(healthCard(view(parts)))[0]).toBe(finding);
  });
});

test('says when Defender was not asked yet, or gave no answer', () => {
  expect(linesOf(healthCard(view({ lastCall: undefined })))).toContain('Defender: not asked yet');
  expect(linesOf(healthCard(view({ lastCall: { outcome: 'no token', at: now } })))).toContain(
    'Defender: no usable answer (no token), just now',
  );
});

test.each([
  [2, 'journal: in use since 14:01:22 UTC (2 min ago) · 2 records to be told to the database'],
  [undefined, 'journal: in use since 14:01:22 UTC (2 min ago)'],
])('says since when the journal is in use, and %s records to whom that is shown', (waiting, fact) => {
  const since = new Date(now.getTime() - 120_000);

  expect(linesOf(healthCard(view({ journal: { since, waiting } })))).toContain(fact);
});

test('shows what is left of each quota that is in use', () => {
  const quotas = [
    { calls: 100, perMs: 60_000, left: 98 },
    { calls: 1_500, perMs: 3_600_000, left: 0 },
    { calls: 2, perMs: 10_000, left: 2 },
  ];

  const lines = linesOf(healthCard(view({ quotas: [{ endpoint: '/api/alerts/{id}', quotas }] })));

  expect(lines).toContain('/api/alerts/{id}');
  expect(lines).toContain('98 of 100 a minute · 0 of 1,500 an hour · 2 of 2 in 10 s');
});

test('shows the quotas that run out first, and how many others there are', () => {
  const quotas = [70, 10, 90, 30, 50].map((left) => ({
    endpoint: `/api/${left}`,
    quotas: [
      { calls: 100, perMs: 60_000, left },
      { calls: 1_500, perMs: 3_600_000, left: 1_500 },
    ],
  }));

  const lines = linesOf(healthCard(view({ quotas })));

  expect(lines.filter((line) => line.startsWith('/api'))).toEqual(['/api/10', '/api/30', '/api/50']);
  expect(lines).toContain('and 2 endpoints with more left');
});

describe('the permissions', () => {
  const row = { command: 'files', verdict: 'works', missing: [] } as const;

  test('are not there for who may not see them', () => {
    expect(linesOf(healthCard(view())).join('\n')).not.toContain('permissions');
  });

  test('show what does not work first, and what for', () => {
    const lines = linesOf(
      healthCard(
        view({
          roles: {
            registrations: [{ app: 'main', roles: ['A'] }],
            rows: [
              row,
              { command: 'result', verdict: 'partial', missing: [{ anyOf: ['B', 'C'], for: 'results' }] },
              { command: 'hashes', verdict: 'missing', missing: [{ anyOf: ['D'], for: 'hashes' }] },
            ],
            excess: [
              { app: 'main', role: 'X', instead: undefined },
              { app: 'main', role: 'Y.ReadWrite', instead: 'Y.Read' },
            ],
          },
        }),
      ),
    );

    expect(lines.slice(lines.indexOf('What works with this app’s permissions') + 1, -1)).toEqual([
      'hashes: does not work; no D, so not hashes',
      'result: works in part; no B or C, so not results',
      'works: files',
      'X of the app registration is not needed by any command',
      'Y.ReadWrite of the app registration is more than is needed: Y.Read would do',
    ]);
  });

  test('name the registration where there are two, and say what is not known', () => {
    const lines = linesOf(
      healthCard(
        view({
          roles: {
            registrations: [
              { app: 'main', roles: ['A'] },
              { app: 'result', roles: undefined },
            ],
            rows: [{ command: 'result', verdict: 'unknown', missing: [] }],
            excess: [{ app: 'main', role: 'A', instead: undefined }],
          },
        }),
      ),
    );

    expect(lines).toContain(
      'What the one for results may do is not known: there is no token yet, or it names no permission.',
    );
    expect(lines).toContain('not known: result');
    expect(lines).toContain('A of the first app registration is not needed by any command');
  });
});

test.each([
  ['file', 'access policy: of my own file'],
  ['replica', 'access policy: of another replica, newer than my file'],
] as const)('says whose access policy is in force: %s', (policyFrom, line) => {
  const card = healthCard(view({ policyFrom }));

  expect(linesOf(card)).toContain(line);
  expect(complaints(card)).toEqual([]);
});
