/** Each card in its extremes: with everything on it, and with as little as can be. */

import { actionCard } from '../../src/cards/action.ts';
import { alertCard } from '../../src/cards/alert.ts';
import { alertsCard } from '../../src/cards/alerts.ts';
import { arrivalsCard } from '../../src/cards/arrivals.ts';
import { auditCard } from '../../src/cards/audit.ts';
import { button } from '../../src/cards/buttons.ts';
import { collectedFileCard } from '../../src/cards/collected-file.ts';
import { failureCard } from '../../src/cards/failure.ts';
import { filesCard } from '../../src/cards/files.ts';
import { healthCard } from '../../src/cards/health.ts';
import { helpCard } from '../../src/cards/help.ts';
import { indicatorsCard } from '../../src/cards/indicators.ts';
import { incidentCard } from '../../src/cards/incident.ts';
import { listCard } from '../../src/cards/list.ts';
import { messageCard } from '../../src/cards/message.ts';
import type { Card } from '../../src/cards/render.ts';
import { smallerCard } from '../../src/cards/smaller.ts';
import { timelineCard } from '../../src/cards/timeline.ts';
import { tombstoneCard } from '../../src/cards/tombstone.ts';
import { transcriptCard } from '../../src/cards/transcript.ts';
import { withheldCard } from '../../src/cards/withheld.ts';
import { alertsOf, alertsView, alertView, incidentView, manyFiles, process } from './alert-views.ts';
import { arrivalsView, listView, onItBy } from './list-views.ts';
import { indicator, indicatorsView, paths } from './indicator-values.ts';
import { timelineEntry, timelineView } from './timeline-views.ts';
import { errorRows, shownOutput, transcriptView } from './transcript-views.ts';
import {
  action,
  alertId,
  auditEntry,
  collected,
  command,
  filesView,
  found,
  machineId,
  now,
  portal,
  reader,
  resultOf,
  sha256,
} from './views.ts';
import { longOperatorLinks } from './operator-templates.ts';
import { profiles } from './every-profile.ts';

const bare = resultOf({ action: undefined, command: undefined });
const full = resultOf({
  action: action({ status: 'Failed' }),
  command: command({ errors: ['x'] }),
  notes: ['A note.'],
});

const health = { versions: { bot: '0.1.0', node: '24.0.0' }, uptimeMs: 1, isStateOk: true, journal: undefined, reader };
/** Made beforehand: what is filled while a card is made counts as its own. */
const [large, plain] = [filesCard(filesView()), messageCard('Hello.')];

const manyLeadsOn = { machineId, incidentId: 2451, evidence: manyFiles(12) };
const watched = { since: now, until: now, isOver: false };

/** By the name of its template. */
export const everyCard: Readonly<Record<string, () => readonly Card[]>> = {
  files: () => [
    filesCard(filesView({ files: [], alerts: [] })),
    filesCard(
      filesView({
        alertIds: [alertId, 'second_12345'],
        failures: [{ alertId: 'second_12345', reason: 'Defender did not answer.' }],
        files: Array.from({ length: 6 }, () => found({ names: ['a', 'b'] })),
        notes: ['A note.'],
      }),
    ),
    filesCard(filesView()),
  ],
  action: () => [
    actionCard({ action: action(), without: undefined, reader, portal }),
    actionCard({ action: action({ status: 'InProgress' }), without: undefined, watched, reader, portal }),
    actionCard({ action: action({ commands: [], machineId: undefined }), without: undefined, reader, portal }),
    actionCard({ action: action({ commands: [command({ type: 'PutFile' })] }), without: undefined, reader, portal }),
  ],
  alert: () => [
    alertCard(alertView({ description: 'A description.', evidence: [process(1, 2)] })),
    alertCard({ ...alertView(manyLeadsOn, 2), operatorLinks: longOperatorLinks }),
    alertCard(alertView({ id: 'x y', evidence: [] })),
    alertCard({ ...alertView({ incidentId: 2451 }), onIt: onItBy, onIncident: onItBy }),
  ],
  alerts: () => [
    alertsCard(alertsView({ alerts: alertsOf(6), asked: 'High', failures: [{ alertId, reason: 'R.' }] })),
    alertsCard(alertsView({ alerts: [] })),
  ],
  incident: () => [
    incidentCard(incidentView({ alerts: alertsOf(6).map((one) => ({ ...one, evidence: manyFiles(7) })) })),
    incidentCard(incidentView({ alerts: [], onIt: onItBy })),
  ],
  arrivals: () => [
    arrivalsCard(arrivalsView()),
    arrivalsCard(arrivalsView({ arrivals: [], all: [], incidentId: 2451, gap: { from: now, isComplete: false } })),
  ],
  list: () => [
    listCard(listView({ facts: ['F'], hints: ['H.'], buttons: [button('Alert', 'alert', alertId)] })),
    listCard(listView({ rows: [] })),
  ],
  'collected-file': () => [
    collectedFileCard({ of: full, file: collected(), reader, portal }),
    collectedFileCard({ of: bare, file: collected({ content: undefined, name: undefined }), reader, portal }),
  ],
  transcript: () => [
    transcriptCard(transcriptView()),
    transcriptCard(transcriptView({ of: resultOf({ action: action({ commands: [command()] }) }) })),
    transcriptCard(
      transcriptView({
        of: full,
        shown: shownOutput({
          blocks: [{ heading: '1 error line', rows: errorRows(['x']) }],
          next: { title: 'Next page', words: ['from', '41'] },
          previous: { title: 'Previous page', words: ['from', '1'] },
        }),
      }),
    ),
    transcriptCard(
      transcriptView({
        of: bare,
        transcript: undefined,
        totals: { lines: 0, errorLines: 0, bytesSoFar: 0 },
        shown: shownOutput({ blocks: [], where: 'no output' }),
      }),
    ),
  ],
  timeline: () => [
    timelineCard(timelineView({ entries: [], onIt: [] })),
    timelineCard(timelineView({ entries: Array.from({ length: 12 }, () => timelineEntry()), isCut: true, page: 2 })),
    timelineCard(
      timelineView({ entries: [timelineEntry({ finding: undefined, url: undefined, times: 3 })], isCut: true }),
    ),
  ],
  audit: () => [
    auditCard({ of: '', entries: [], page: 1, hasNext: false, words: [], from: 0, reader }),
    auditCard({
      of: 'by Alex',
      entries: [auditEntry()],
      page: 2,
      hasNext: true,
      words: ['user', 'Alex'],
      from: 9,
      reader,
    }),
  ],
  indicators: () => [
    indicatorsCard(indicatorsView(paths(45), { of: full, page: 2 })),
    indicatorsCard(indicatorsView([indicator('domain', 'microsoft.com', { mark: 'noise' })], { of: bare })),
  ],
  failure: () => [
    failureCard({
      ...{ heading: 'H', summary: 'S', advice: 'A', detail: 'D', correlationId: 'c', turnId: 't', at: now },
      ...{ isMistyped: false, suggestion: button('files', 'files', alertId), usage: ['files 1'], again: undefined },
    }),
    failureCard({
      ...{ heading: 'H', summary: 'S', advice: '', detail: undefined, correlationId: undefined, turnId: 't', at: now },
      ...{ isMistyped: true, suggestion: undefined, usage: [], again: undefined },
    }),
  ],
  profile: profiles,
  health: () => [
    healthCard({ ...health, lastCall: undefined, quotas: [], roles: undefined, policyFrom: undefined }),
    healthCard({
      ...health,
      ...{ lastCall: undefined, quotas: [], roles: undefined, policyFrom: undefined },
      journal: { since: now, waiting: 17 },
    }),
    healthCard({
      ...health,
      ...{ lastCall: { outcome: 'unreachable', at: now }, policyFrom: 'replica' },
      quotas: Array.from({ length: 4 }, (_, i) => ({
        ...{ endpoint: `/api/alerts/{id}/${i}`, quotas: [{ calls: 100, perMs: 60_000, left: i }] },
      })),
      roles: {
        registrations: [{ app: 'main', roles: undefined }],
        rows: [{ command: 'files', verdict: 'partial', missing: [{ anyOf: ['A', 'B'], for: 'names' }] }],
        excess: [{ app: 'main', role: 'X', instead: undefined }],
      },
    }),
  ],
  help: () => [
    helpCard({
      ...{ heading: 'H', intro: ['i'], outro: ['o'], buttons: [button('All commands', 'help')] },
      groups: [
        {
          heading: 'G',
          entries: [{ usage: 'u', summary: 's', lines: ['l'], examples: ['e'], about: button('About u', 'help', 'u') }],
        },
      ],
    }),
    helpCard({ heading: 'H', intro: [], groups: [], outro: [], buttons: [] }),
  ],
  tombstone: () => [
    tombstoneCard({
      shown: { what: 'output of command 1 (index 0)', personName: 'Alex', at: now, sha256 },
      ...{ removal: { by: 'person', personName: 'Ana' }, removedAt: now },
    }),
    tombstoneCard({ shown: undefined, removal: { by: 'time', afterHours: 24 }, removedAt: now }),
  ],
  withheld: () => [
    withheldCard({ finding: 'F', why: 'W', showMe: { command: 'result', words: [alertId] } }),
    withheldCard({ finding: 'F', why: 'W', showMe: undefined }),
  ],
  smaller: () => [smallerCard(large, 'A.'), smallerCard(plain, 'A.')],
  message: () => [messageCard('Hello.'), messageCard('Hello.', [button('Help', 'help')])],
};
