/**
 * One trace a turn. Which turn runs is known by the chain of its promises, not by a parameter: whoever makes a call or
 * writes a line of the log need not know that turns are traced.
 */

import { AsyncLocalStorage } from 'node:async_hooks';
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import type { Clock } from '../clock.ts';
import type { Attempt } from '../defender/observe.ts';
import type { SendAttempt } from '../teams/connector-observe.ts';
import type { Instruments } from './instruments.ts';
import type { Telemetry, TurnBegan, TurnEnded } from './telemetry.ts';

type TurnTraces = Pick<Telemetry, 'turn' | 'turnBegan' | 'turnEnded' | 'onAttempt' | 'onSend' | 'logFields'>;

interface RunningTurn {
  readonly span: Span;
  began: TurnBegan | undefined;
  ended: TurnEnded | undefined;
}

/** Teams took no answer at all, or a bug of ours ended it. */
const lost: TurnEnded = { outcome: 'failed', delivered: 'failed' };

export function createTurnTraces(
  tracer: Tracer,
  instruments: Pick<Instruments, 'running' | 'turn'>,
  clock: Clock,
): TurnTraces {
  const turns = new AsyncLocalStorage<RunningTurn>();

  /** It is told of when it is over. */
  function call(name: string, durationMs: number, isGood: boolean, attributes: Attributes): void {
    const turn = turns.getStore();
    if (turn === undefined) return; // the bot's own, such as a look at its permissions
    const endTime = clock.now();
    const startTime = new Date(endTime - durationMs);
    const parent = trace.setSpan(ROOT_CONTEXT, turn.span);
    const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, startTime, attributes }, parent);
    if (!isGood) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(new Date(endTime));
  }

  return {
    async turn(work) {
      const startedAt = clock.now();
      const options = { root: true, kind: SpanKind.SERVER, startTime: new Date(startedAt) };
      const turn: RunningTurn = {
        span: tracer.startSpan('turn', options, ROOT_CONTEXT),
        began: undefined,
        ended: undefined,
      };
      instruments.running(1);
      try {
        return await turns.run(turn, work);
      } finally {
        const endedAt = clock.now();
        const command = turn.began?.command ?? 'none';
        const ended = turn.ended ?? lost;
        turn.span.setAttributes({ command, ...ended });
        if (ended.outcome === 'failed') turn.span.setStatus({ code: SpanStatusCode.ERROR });
        turn.span.end(new Date(endedAt));
        instruments.running(-1);
        instruments.turn({ command, ...ended, durationMs: endedAt - startedAt });
      }
    },
    turnBegan(began) {
      const turn = turns.getStore();
      if (turn === undefined) return;
      turn.began = began;
      turn.span.setAttribute('turn.id', began.turnId);
    },
    turnEnded({ outcome, delivered }) {
      const turn = turns.getStore();
      if (turn !== undefined) turn.ended = { outcome, delivered };
    },
    onAttempt({ method, endpoint, outcome, durationMs }: Attempt) {
      call(`${method} ${endpoint}`, durationMs, isGood(outcome), {
        'http.request.method': method,
        'url.template': endpoint,
        ...outcomeAttribute(outcome),
      });
    },
    onSend({ method, kind, outcome, durationMs }: SendAttempt) {
      call(`teams ${kind} ${method}`, durationMs, isGood(outcome), {
        'http.request.method': method,
        ...outcomeAttribute(outcome),
      });
    },
    logFields() {
      const turn = turns.getStore();
      return turn === undefined ? {} : { traceId: turn.span.spanContext().traceId };
    },
  };
}

function isGood(outcome: number | string): boolean {
  return typeof outcome === 'number' && outcome < 400;
}

/** Source: opentelemetry.io/docs/specs/semconv/http/http-spans */
function outcomeAttribute(outcome: number | string): Attributes {
  return typeof outcome === 'number' ? { 'http.response.status_code': outcome } : { 'error.type': outcome };
}
