/** An OTLP/HTTP collector on a free port, which reads the JSON encoding and keeps what came. */

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recordOf } from '../../src/json.ts';

/** A span or a data point, with its attributes as one plain object. */
export interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly durationMs: number;
  readonly isError: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface CollectedPoint {
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Of a sum or a gauge. */
  readonly value: number | undefined;
  /** Of a histogram. */
  readonly count: number | undefined;
  readonly sum: number | undefined;
}

export interface CollectedMetric {
  readonly name: string;
  readonly unit: string;
  readonly kind: 'counter' | 'up-down counter' | 'gauge' | 'histogram';
  readonly points: readonly CollectedPoint[];
}

/** What it does with a request: takes it, never answers, or refuses. */
export type Manner = 'take' | 'hang' | { readonly status: number; readonly body: string };

export interface Collector {
  readonly url: string;
  /** Whole requests: path, headers and body. */
  readonly requests: readonly { readonly path: string; readonly headers: object; readonly body: string }[];
  manner: Manner;
  /** Takes what hangs, and whatever comes from now on. */
  release(): void;
  spans(): readonly CollectedSpan[];
  /** As they were told last. */
  metrics(): readonly CollectedMetric[];
  close(): Promise<void>;
}

export async function startCollector(): Promise<Collector> {
  const requests: { path: string; headers: object; body: string }[] = [];
  const hanging: ServerResponse[] = [];
  const server = createServer((request, response) => {
    void request.toArray().then((chunks) => {
      const body = Buffer.concat(chunks as Buffer[]).toString('utf8'); // no encoding is set
      requests.push({ path: request.url ?? '', headers: request.headers, body });
      if (collector.manner === 'hang') hanging.push(response);
      else answer(response, collector.manner);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const collector: Collector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // it listens on a port
    requests,
    manner: 'take',
    release() {
      collector.manner = 'take';
      for (const response of hanging.splice(0)) answer(response, 'take');
    },
    spans: () => bodiesOf('/v1/traces').flatMap((body) => all(body, 'resourceSpans', 'scopeSpans', 'spans').map(span)),
    metrics: () => all(bodiesOf('/v1/metrics').at(-1), 'resourceMetrics', 'scopeMetrics', 'metrics').map(metric),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  function bodiesOf(path: string): readonly unknown[] {
    return requests.filter((request) => request.path === path).map(({ body }) => JSON.parse(body) as unknown);
  }
  return collector;
}

/** Two statements: restify, where it is loaded, makes `writeHead` of every server return nothing. */
function answer(response: ServerResponse, manner: Exclude<Manner, 'hang'>): void {
  response.writeHead(manner === 'take' ? 200 : manner.status, { 'content-type': 'application/json' });
  response.end(manner === 'take' ? '{}' : manner.body);
}

/** What is in lists of lists, by the names of the lists. */
function all(value: unknown, ...names: readonly string[]): readonly Record<string, unknown>[] {
  let found: unknown[] = [value];
  for (const name of names) found = found.flatMap((one) => (recordOf(one)[name] ?? []) as unknown[]); // OTLP has lists there
  return found.map((one) => recordOf(one));
}

function span({
  name,
  traceId,
  spanId,
  parentSpanId,
  startTimeUnixNano,
  endTimeUnixNano,
  status,
  ...rest
}: Record<string, unknown>): CollectedSpan {
  return {
    name: String(name),
    traceId: String(traceId),
    spanId: String(spanId),
    parentSpanId: typeof parentSpanId === 'string' && parentSpanId !== '' ? parentSpanId : undefined,
    durationMs: Number(BigInt(String(endTimeUnixNano)) - BigInt(String(startTimeUnixNano))) / 1_000_000,
    isError: recordOf(status)['code'] === 2,
    attributes: attributesOf(rest),
  };
}

function metric({ name, unit, sum, gauge, histogram }: Record<string, unknown>): CollectedMetric {
  const isMonotonic = recordOf(sum)['isMonotonic'] === true;
  return {
    name: String(name),
    unit: String(unit),
    kind:
      histogram !== undefined
        ? 'histogram'
        : gauge !== undefined
          ? 'gauge'
          : isMonotonic
            ? 'counter'
            : 'up-down counter',
    points: all(sum ?? gauge ?? histogram, 'dataPoints').map((point) => ({
      attributes: attributesOf(point),
      value: numberOf(point['asInt'] ?? point['asDouble']),
      count: numberOf(point['count']),
      sum: numberOf(point['sum']),
    })),
  };
}

/** 64-bit numbers are texts in JSON. Source: protobuf.dev/programming-guides/json */
function numberOf(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function attributesOf(carrier: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    all(carrier, 'attributes').map(({ key, value }) => {
      const { stringValue, intValue, doubleValue } = recordOf(value);
      return [String(key), stringValue ?? numberOf(intValue ?? doubleValue)];
    }),
  );
}
