/** Every foreign field as long as it may be, of what takes most room: each card is still within its size. */

import { describe, expect, test } from '@jest/globals';
import { actionCard } from '../../src/cards/action.ts';
import { auditCard } from '../../src/cards/audit.ts';
import { alertCard } from '../../src/cards/alert.ts';
import { alertsCard } from '../../src/cards/alerts.ts';
import { collectedFileCard } from '../../src/cards/collected-file.ts';
import { filesCard } from '../../src/cards/files.ts';
import { nameText } from '../../src/cards/text.ts';
import { indicatorsCard } from '../../src/cards/indicators.ts';
import { incidentCard } from '../../src/cards/incident.ts';
import { transcriptCard } from '../../src/cards/transcript.ts';
import { alertsView, alertView, incidentView, process } from './alert-views.ts';
import { indicator, indicatorsView } from './indicator-values.ts';
import { complaints, linesOf, titlesOf } from './reading.ts';
import { fitting, row, shownOutput, transcriptView } from './transcript-views.ts';
import {
  action,
  alert,
  ago,
  auditEntry,
  collected,
  command,
  filesView,
  found,
  now,
  portal,
  resultOf,
} from './views.ts';

/** As many as are taken at once, as long together as a message may be. */
const alertIds = Array.from({ length: 50 }, (_, i) => `${i}`.padStart(39, '0'));

/** The same for some, another one for each of the others. */
const reasonOf = (i: number): string => `${i % 2 === 0 ? i : ''}It took too long, so I stopped. `.repeat(9);

describe.each([
  ['quotes', '"'],
  ['backslashes', '\\'],
  ['overrides', '\u202E'],
  ['tags', '\u{E0041}'],
  ['halves of surrogates', '\uD800'],
  ['words', 'word '],
  ['addresses', '@a.b'],
])('of nothing but %s', (_, piece) => {
  const long = piece.repeat(5_000);
  const different = (n: number) => Array.from({ length: n }, (__, i) => `${i}${long}`);
  const reader = { now, asOf: now, shownFor: long };
  const file = found(
    { names: different(9), folders: different(9), detectionStatuses: different(9), alertIds },
    { determinationType: long, determinationValue: long, signer: long, isValidCertificate: true },
  );
  const commands = Array.from({ length: 60 }, (__, index) =>
    command({ index, type: long, status: long, params: { ScriptName: long, Args: long }, errors: different(9) }),
  );
  const worst = action({
    ...{ status: 'Cancelled', requestor: long, requestorComment: long, machineId: long, deviceName: long, commands },
    ...{ cancelledBy: long, cancelledAt: ago(9), cancellationComment: long },
  });
  const of = resultOf({ action: worst, command: commands[0], notes: ['A note.'] });

  test('the files of fifty alerts, on every page', () => {
    const who = { severity: long, status: long, assignedTo: long, deviceName: long };
    const view = filesView({
      ...{ alertIds, reader, files: Array.from({ length: 12 }, () => file), notes: ['A note.', 'Another.'] },
      alerts: alertIds.map((id) => alert({ id, ...who })),
      failures: alertIds.slice(1).map((alertId, i) => ({ alertId, reason: reasonOf(i) })),
    });
    let pages = 0;
    for (let hasNext = true; hasNext; pages++) {
      const card = filesCard({ ...view, page: pages + 1 });
      expect(complaints(card)).toEqual([]);
      hasNext = titlesOf(card).some((title) => title.startsWith('Next'));
    }

    expect(pages).toBeGreaterThanOrEqual(3);
  });

  const worstAlert = alert({
    ...{ title: long, description: long, severity: long, status: long, assignedTo: long, deviceName: long },
    ...{ classification: long, determination: long, investigationState: long, detectionSource: long, category: long },
    ...{ threatName: long, relatedUser: { userName: long, domainName: long }, mitreTechniques: different(90) },
    comments: different(5).map((comment) => ({ comment, createdBy: long, createdAt: now })),
    evidence: Array.from({ length: 12 }, (__, i) =>
      process(i, i - 1, { fileName: long, filePath: long, processCommandLine: long, detectionStatus: `${i}${long}` }),
    ),
  });

  test('an alert, on every page', () => {
    let pages = 0;
    for (let hasNext = true; hasNext; pages++) {
      const card = alertCard({ ...alertView(), alert: worstAlert, page: pages + 1, reader });
      expect(complaints(card)).toEqual([]);
      hasNext = titlesOf(card).some((title) => title.startsWith('Next'));
    }

    expect(pages).toBeGreaterThanOrEqual(3);
  });

  test('an incident, on every page', () => {
    const alerts = Array.from({ length: 12 }, (__, i) => ({ ...worstAlert, machineId: `${i}`, id: `${i}`.repeat(64) }));

    for (const page of [1, 2, 3, 9])
      expect(complaints(incidentCard({ ...incidentView(), alerts, page, reader }))).toEqual([]);
  });

  test('a list of alerts', () => {
    const alerts = Array.from({ length: 12 }, (__, i) => ({ ...worstAlert, id: `${i}`.repeat(64) }));
    const failures = alertIds.map((alertId, i) => ({ alertId, reason: reasonOf(i) }));
    const askedAs = { command: 'alert', words: alertIds };

    for (const page of [1, 2, 3])
      expect(complaints(alertsCard(alertsView({ alerts, failures, askedAs, page, reader, order: 'worst' })))).toEqual(
        [],
      );
  });

  test('an action', () => {
    const card = actionCard({ action: worst, without: commands[1], reader, portal });

    expect(complaints(card)).toEqual([]);
    expect(linesOf(card).join('\n')).toMatch(/\d+ more commands: ask for them by index/);
  });

  test.each([
    ['one line after the other', (i: number) => ({ line: i + 1 })],
    ['lines that stand alone', (i: number) => ({ line: 999_999_000 + 2 * i, isError: true })],
    ['matches with others around', (i: number) => ({ line: 3 * i, isMatch: i % 2 === 0 })],
    ['pieces of long lines', (i: number) => ({ line: 5, piece: 2 * i, pieceOf: { pieces: 99, lineBytes: 198_000 } })],
  ])('a transcript of %s', (_, place) => {
    const text = Buffer.from(long).subarray(0, 2_003).toString();
    for (const chars of [0, 1, 40, 200, 2_000]) {
      const all = Array.from({ length: 40 }, (__, i) => row(text.slice(0, chars), place(i)));
      const shown = shownOutput({
        blocks: [{ heading: `search: ${nameText(long)}`, rows: fitting(all) }],
        next: { title: 'Next matches', words: ['grep', piece.repeat(200).slice(0, 200), 'from', '9'] },
        previous: { title: 'Earlier matches', words: ['grep', piece.repeat(200).slice(0, 200), 'from', '1'] },
      });

      expect(complaints(transcriptCard(transcriptView({ of, shown, reader })))).toEqual([]);
    }
  });

  test('ten records of the audit trail', () => {
    const who = { objectId: long, teamsId: long, name: long };
    const where = { kind: long, roomId: long, conversationId: long, isPersonal: true, messageId: long };
    const entry = auditEntry({ who, where, turnId: long, command: long, why: long, ids: different(20) });
    const view = {
      of: long,
      page: 2,
      hasNext: true,
      words: ['user', '"'.repeat(100)],
      from: 99,
      reader: { now, asOf: now, shownFor: undefined },
    };

    expect(complaints(auditCard({ ...view, entries: Array.from({ length: 10 }, () => entry) }))).toEqual([]);
  });

  test.each(['url', 'path', 'domain', 'email', 'sha256'] as const)('indicators of the kind %s', (kind) => {
    for (const chars of [1, 40, 255, 2_500, 5_000]) {
      const value = long.slice(0, chars);
      const all = Array.from({ length: 40 }, () => indicator(kind, value, { count: 1e9, firstLine: 1e9 }));
      const noise = Array.from({ length: 9 }, () => indicator(kind, value, { mark: 'noise' }));
      for (const page of [1, 99]) {
        const view = indicatorsView([...all, ...noise], { of, page, reader });

        expect(complaints(indicatorsCard(view))).toEqual([]);
      }
    }
  });

  test('a collected file', () => {
    expect(complaints(collectedFileCard({ of, file: collected({ name: long }), reader, portal }))).toEqual([]);
  });
});
