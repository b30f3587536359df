/** The metrics: names, kinds and units, and what is counted by. docs/operations.md has the same table, which a test compares. */

import type { Meter } from '@opentelemetry/api';
import type { Telemetry, TurnEnded } from './telemetry.ts';

/** Bounds of the histograms. */
const bounds = {
  callSeconds: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
  turnSeconds: [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 60, 300],
  waitSeconds: [0.01, 0.1, 0.5, 1, 2.5, 5, 10, 20, 60, 300],
  /** The last is what Teams takes at the most. */
  units: [1_024, 2_048, 4_096, 8_192, 16_384, 24_576, 32_768, 40_960],
} as const;

export interface Instruments extends Pick<
  Telemetry,
  'onAttempt' | 'onQuotaWait' | 'observeQuota' | 'onRefused' | 'onSend' | 'onSendWait'
> {
  /** More or fewer turns are running. */
  readonly running: (by: 1 | -1) => void;
  readonly turn: (turn: TurnEnded & { readonly command: string; readonly durationMs: number }) => void;
}

export function createInstruments(meter: Meter): Instruments {
  const histogram = (name: string, unit: string, boundaries: readonly number[], description: string) =>
    meter.createHistogram(name, { unit, description, advice: { explicitBucketBoundaries: [...boundaries] } });
  const turns = meter.createCounter('bot.turns', { unit: '{turn}', description: 'Questions that were dealt with' });
  const running = meter.createUpDownCounter('bot.turns.running', {
    unit: '{turn}',
    description: 'Questions that wait for their answer',
  });
  const refused = meter.createCounter('bot.refused', {
    unit: '{request}',
    description: 'Requests that were not let in',
  });
  const left = meter.createObservableGauge('defender.quota.left', {
    unit: '{call}',
    description: 'Calls that this process may still make',
  });
  const turnTime = histogram('bot.turn.duration', 's', bounds.turnSeconds, 'From message to answer');
  const callTime = histogram('defender.call.duration', 's', bounds.callSeconds, 'One attempt at Defender');
  const quotaWait = histogram('defender.quota.wait', 's', bounds.waitSeconds, 'Waits for a place in the quota');
  const sendTime = histogram('teams.call.duration', 's', bounds.callSeconds, 'One attempt at the connector');
  const sendWait = histogram('teams.limit.wait', 's', bounds.waitSeconds, 'Waits for room in the limits of Teams');
  const size = histogram('teams.message.size', '{UTF-16 unit}', bounds.units, 'JSON of a message or an edit');

  return {
    running: (by) => running.add(by),
    turn({ command, outcome, delivered, durationMs }) {
      turns.add(1, { command, outcome, delivered });
      turnTime.record(durationMs / 1_000, { command, outcome });
    },
    onAttempt({ method, endpoint, outcome, durationMs }) {
      callTime.record(durationMs / 1_000, { method, endpoint, outcome: String(outcome) });
    },
    onQuotaWait: ({ waitMs, ...by }) => quotaWait.record(waitMs / 1_000, by),
    observeQuota(quotas) {
      left.addCallback((gauge) => {
        for (const { endpoint, quotas: windows } of quotas())
          for (const { perMs, left: calls } of windows)
            gauge.observe(calls, { endpoint, window: `${perMs / 1_000} s` });
      });
    },
    onRefused: (reason) => refused.add(1, { reason }),
    onSend({ method, kind, outcome, units, durationMs }) {
      sendTime.record(durationMs / 1_000, { method, kind, outcome: String(outcome) });
      if (units !== undefined) size.record(units, { method });
    },
    onSendWait: ({ waitMs, ...by }) => sendWait.record(waitMs / 1_000, by),
  };
}
