import { expect, test } from '@jest/globals';
import { actionCard } from '../../src/cards/action.ts';
import { alertCard } from '../../src/cards/alert.ts';
import { failureCard, type FailureView } from '../../src/cards/failure.ts';
import { filesCard } from '../../src/cards/files.ts';
import { incidentCard } from '../../src/cards/incident.ts';
import type { Card } from '../../src/cards/render.ts';
import type { LiveResponseCommand, MachineAction } from '../../src/defender/model.ts';
import { partsOf } from '../support/card-read.ts';
import { alertView, evidence, incidentView } from './alert-views.ts';
import { action, alert, command, filesView, found, now, portal, reader, unknownFile } from './views.ts';

function colorOf({ content }: Card): unknown {
  return [...partsOf(content)].find(({ weight }) => weight === 'Bolder')?.['color'];
}

function actionView(parts: Partial<MachineAction>, without?: Partial<LiveResponseCommand>): Card {
  return actionCard({ action: action(parts), without: without && command(without), reader, portal });
}

function failure(parts: Partial<FailureView> = {}): Card {
  return failureCard({
    ...{ heading: 'Defender did not answer.', summary: 'Defender did not answer.', advice: '', detail: undefined },
    ...{ correlationId: undefined, turnId: '1', at: now, isMistyped: false, suggestion: undefined, usage: [] },
    ...{ again: undefined, ...parts },
  });
}

const blocked = [evidence({ detectionStatus: 'Blocked' })];
const detected = [evidence({ detectionStatus: 'Detected' })];

test.each<[what: string, color: string, card: Card]>([
  ['files of which one is bad', 'Attention', filesCard(filesView({ files: [found(), unknownFile(1)] }))],
  ['files without a verdict', 'Default', filesCard(filesView({ files: [unknownFile(1)] }))],
  ['a high alert', 'Attention', alertCard(alertView({ severity: 'High', evidence: blocked }))],
  ['a low alert that was stopped', 'Default', alertCard(alertView({ severity: 'Low', evidence: blocked }))],
  ['a low alert that was not', 'Attention', alertCard(alertView({ severity: 'Low', evidence: detected }))],
  ['an incident with a high alert', 'Attention', incidentCard(incidentView({ alerts: [alert({ severity: 'High' })] }))],
  ['an incident of a low one', 'Default', incidentCard(incidentView({ alerts: [alert({ severity: 'Low' })] }))],
  ['an action that succeeded', 'Default', actionView({ status: 'Succeeded' })],
  ['an action that runs', 'Default', actionView({ status: 'InProgress' })],
  ['an action that failed', 'Attention', actionView({ status: 'Failed' })],
  ['an action that timed out', 'Attention', actionView({ status: 'TimeOut' })],
  ['an action that was cancelled', 'Attention', actionView({ status: 'Cancelled' })],
  ['a command that never ran', 'Attention', actionView({ status: 'Failed' }, { status: 'Created' })],
  ['a command that failed', 'Attention', actionView({ status: 'InProgress' }, { status: 'Failed' })],
  ['a command that may still run', 'Default', actionView({ status: 'InProgress' }, { status: 'Created' })],
  ['a command that was completed', 'Default', actionView({ status: 'Failed' }, { status: 'Completed' })],
  ['what went wrong', 'Attention', failure()],
  ['what was mistyped', 'Default', failure({ isMistyped: true })],
])('the finding about %s is %s', (_, color, card) => {
  expect(colorOf(card)).toBe(color);
});
