/** Cards of arbitrary domain values, hostile text in every foreign field. */

import fc from 'fast-check';
import { actionCard } from '../../src/cards/action.ts';
import { arrivalsCard, maxArrivals } from '../../src/cards/arrivals.ts';
import { alertCard } from '../../src/cards/alert.ts';
import { alertsCard } from '../../src/cards/alerts.ts';
import { collectedFileCard } from '../../src/cards/collected-file.ts';
import { failureCard } from '../../src/cards/failure.ts';
import { filesCard } from '../../src/cards/files.ts';
import { indicatorsCard } from '../../src/cards/indicators.ts';
import { incidentCard } from '../../src/cards/incident.ts';
import { listCard } from '../../src/cards/list.ts';
import type { Card } from '../../src/cards/render.ts';
import { commandLineText, nameText } from '../../src/cards/text.ts';
import { tombstoneCard } from '../../src/cards/tombstone.ts';
import { transcriptCard } from '../../src/cards/transcript.ts';
import type { OnItRows } from '../../src/cards/on-it.ts';
import type { Alert } from '../../src/defender/model.ts';
import { evidence } from './alert-views.ts';
import { count, flag, hash, many, reader, text, texts, time } from './hostile-fields.ts';
import { action, command, indicator, resultOf, shown, sums, transcript } from './hostile-results.ts';
import { incidentView } from './alert-views.ts';
import { arrivalsView, listView } from './list-views.ts';
import { marked } from './hostile-text.ts';
import { longOperatorLinks } from './operator-templates.ts';
import { alert as ordinaryAlert, alertId, now, portal, sha256 } from './views.ts';

export const file = fc.record({
  ...{ sha1: hash(40), sha256: hash(64), md5: hash(32), size: count, isValidCertificate: flag },
  ...{ fileType: text, isPeFile: flag, publisher: text, productName: text, signer: text, issuer: text },
  determinationType: fc.oneof(text, fc.constantFrom('Malware', 'Pua', 'Clean', 'Unknown')),
  ...{ determinationValue: text, globalPrevalence: count, globalFirstObserved: time, globalLastObserved: time },
});
const alertIds = fc.uniqueArray(
  fc.integer({ min: 1 }).map((n) => `${n}`.padEnd(128, '0')),
  { minLength: 1, maxLength: 10 },
);
const foundFile = fc.record({
  file,
  ...{ names: texts, folders: texts, detectionStatuses: texts, alertIds },
});
const pieceOfEvidence = fc
  .record({
    entityType: fc.oneof(text, fc.constantFrom('Process', 'File', 'User', 'Ip', 'Url', 'RegistryKey')),
    ...{ sha1: hash(40), sha256: hash(64), fileName: text, filePath: text, detectionStatus: text },
    ...{ processId: count, processCommandLine: text, processCreatedAt: time, parentProcessId: count },
    ...{ parentProcessFileName: text, ipAddress: text, url: text, registryHive: text, registryKey: text },
    ...{ registryValueType: text, registryValue: text, accountName: text, domainName: text, userPrincipalName: text },
  })
  .map((parts) => evidence(parts));
const comment = fc.record({ comment: text, createdBy: text, createdAt: time });
const wholeAlert = fc
  .record({
    id: fc.oneof(fc.constant(alertId), marked),
    ...{ title: text, description: text, severity: text, status: text, assignedTo: text, deviceName: text },
    ...{ classification: text, determination: text, investigationState: text, detectionSource: text, category: text },
    ...{ threatName: text, threatFamilyName: text, machineId: text, createdAt: time, firstEventAt: time },
    ...{ lastEventAt: time, updatedAt: time, resolvedAt: time, incidentId: count, mitreTechniques: texts },
    relatedUser: fc.option(fc.record({ userName: text, domainName: text }), { nil: undefined }),
    comments: fc.array(comment, { maxLength: 5 }),
    evidence: many(pieceOfEvidence, 200),
  })
  .map((parts) => ordinaryAlert(parts));
const page = fc.integer({ min: 1, max: 50 });
/** The same person on each of them. */
const onRows = (alerts: readonly Alert[], personName: string): OnItRows =>
  new Map(alerts.map(({ id }, i) => [id, { personName, of: i % 2 === 0 ? 'alert' : 'incident' }]));
const alertsView = fc
  .record({
    ...{ alerts: many(wholeAlert, 200), total: count, page, reader, order: fc.constantFrom('newest', 'worst') },
    holder: marked,
  })
  .map(({ holder, ...view }) => ({
    ...view,
    onIt: onRows(view.alerts, holder),
    failures: [{ alertId, reason: 'It took too long, so I stopped.' }],
    asked: 'High, unassigned',
    askedAs: { command: 'alerts', words: ['high', 'unassigned'] },
  }));
export const alert = fc
  .record({
    id: marked,
    ...{
      severity: text,
      status: text,
      assignedTo: text,
      deviceName: text,
      createdAt: time,
      title: text,
    },
    evidence: fc.constant([]),
  })
  .map((parts) => ordinaryAlert(parts));
const filesView = fc
  .record({
    alertIds,
    alerts: fc.array(alert, { maxLength: 10 }),
    files: many(foundFile, 200),
    isComplete: fc.boolean(),
    page: fc.integer({ min: 1, max: 50 }),
    organizationPrevalence: count,
    reader,
  })
  .map(({ organizationPrevalence, ...view }) => ({
    ...view,
    failures: view.alertIds
      .slice(1)
      .map((id) => ({ alertId: id, reason: 'It took too long, so I stopped. '.repeat(9) })),
    topStats: { organizationPrevalence },
    notes: ['Prevalence here is missing: Defender did not answer.'],
    portal,
  }));

const maybeOnIt = fc.option(fc.record({ personName: marked, since: fc.constant(now), until: fc.constant(now) }), {
  nil: undefined,
});
/** Each card of any domain values. */
export const hostileCards: readonly (readonly [string, fc.Arbitrary<Card>])[] = [
  ['files', filesView.map(filesCard)],
  [
    'alert',
    fc
      .record({ alert: wholeAlert, page, reader, onIt: maybeOnIt, onIncident: maybeOnIt })
      .map((view) => alertCard({ ...view, portal, operatorLinks: longOperatorLinks })),
  ],
  ['alerts', alertsView.map(alertsCard)],
  [
    'arrivals',
    fc
      .record({
        arrivals: fc.array(fc.record({ alert: wholeAlert, onIt: maybeOnIt }), { minLength: 1, maxLength: maxArrivals }),
        subscribedBy: marked,
      })
      .map((parts) => arrivalsCard(arrivalsView(parts))),
  ],
  [
    'list',
    fc
      .record({ title: marked, details: fc.array(marked, { maxLength: 3 }) })
      .map(({ title, details }) => ({ title: nameText(title), details: details.map(nameText), opens: undefined }))
      .map((row) => listCard(listView({ finding: row.title, facts: row.details, rows: Array(20).fill(row) }))),
  ],
  [
    'incident',
    fc
      .record({ alerts: many(wholeAlert, 50), page, reader, onIt: maybeOnIt, holder: marked })
      .map(({ holder, ...view }) => incidentCard(incidentView({ ...view, onAlerts: onRows(view.alerts, holder) }))),
  ],
  [
    'action',
    fc
      .record({ action, without: fc.option(command, { nil: undefined }), isOver: fc.boolean(), reader })
      .map(({ isOver, ...view }) => actionCard({ ...view, watched: { since: now, until: now, isOver }, portal })),
  ],
  [
    'collected file',
    fc
      .record({
        of: resultOf,
        file: fc.record({
          name: text,
          raw: sums,
          content: fc.option(sums, { nil: undefined }),
          gunzipped: fc.boolean(),
        }),
        reader,
      })
      .map((view) => collectedFileCard({ ...view, portal })),
  ],
  [
    'transcript',
    fc
      .record({
        of: resultOf,
        transcript: fc.option(transcript, { nil: undefined }),
        isBroken: fc.boolean(),
        totals: fc.record({ lines: fc.nat(), errorLines: fc.nat(), bytesSoFar: fc.nat() }),
        shown,
        reader,
      })
      .map((view) => transcriptCard({ ...view, portal })),
  ],
  [
    'tombstone',
    fc.record({ shownFor: marked, remover: marked }).map(({ shownFor, remover }) =>
      tombstoneCard({
        shown: { what: 'output of command 1 (index 0)', personName: shownFor, at: now, sha256 },
        removal: { by: 'person', personName: remover },
        removedAt: now,
      }),
    ),
  ],
  [
    'indicators',
    fc
      .record({
        of: resultOf,
        transcript,
        found: fc.record({ indicators: many(indicator, 300), cut: fc.subarray(['url', 'path', 'sha1'] as const) }),
        page: fc.integer({ min: 1, max: 30 }),
        reader,
      })
      .map((view) => indicatorsCard({ ...view, portal })),
  ],
  [
    'failure',
    fc.record({ heading: marked, detail: text, correlationId: text }).map(({ detail, ...view }) =>
      failureCard({
        ...view,
        detail: detail === undefined ? undefined : commandLineText(detail),
        ...{ summary: 'That was not understood', advice: 'Try again.', turnId: '1a2b', at: now, isMistyped: false },
        ...{ suggestion: undefined, usage: [`files ${alertId}`], again: { command: 'files', words: [alertId] } },
      }),
    ),
  ],
];
