/**
 * Traces and metrics over OTLP/HTTP, in JSON. Nothing is global: no provider, propagator or logger of the libraries is
 * set. What they read of the environment by themselves is in docs/operations.md.
 */

import { randomUUID } from 'node:crypto';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { AggregationTemporality, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import packageJson from '../../package.json' with { type: 'json' };
import type { Clock } from '../clock.ts';
import type { TelemetryConfig } from '../config-telemetry.ts';
import type { Log } from '../log.ts';
import { createInstruments } from './instruments.ts';
import type { Telemetry } from './telemetry.ts';
import { createTurnTraces } from './turn-traces.ts';
import { createExportLog, watched, type NoteExport } from './watched-exporter.ts';

/** Ours. What does not fit is dropped: a collector that is away costs memory for this much, and no time. */
const defaultLimits = {
  /** For one export with all its attempts. */
  exportTimeoutMs: 5_000,
  metricsEveryMs: 60_000,
  spansAfterMs: 5_000,
  spans: 2_048,
  spansPerExport: 512,
  /** At once, of each signal: the one under way, and at the end all that is left. */
  exports: 5,
  /** Combinations of attributes, of each metric. */
  series: 500,
  stopMs: 2_000,
};

export type TelemetryLimits = Readonly<typeof defaultLimits>;

type ExporterOptions = NonNullable<ConstructorParameters<typeof OTLPTraceExporter>[0]>;

const scope = 'defender-triage-bot';

export interface TelemetryWays {
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: Partial<TelemetryLimits>;
}

export function startTelemetry(config: TelemetryConfig, { clock, log, limits: own }: TelemetryWays): Telemetry {
  const limits: TelemetryLimits = { ...defaultLimits, ...own };
  const note = createExportLog(clock, log);
  const resource = resourceFromAttributes({
    'service.name': config.serviceName,
    'service.version': packageJson.version,
    'service.instance.id': randomUUID(), // tells replicas apart, and a process from the one before it
  });
  const tracerProvider = new TracerProvider({ resource, spanProcessors: [spanProcessor(config, limits, note)] });
  const meterProvider = new MeterProvider({ resource, readers: [metricReader(config, limits, note)] });
  const instruments = createInstruments(meterProvider.getMeter(scope));
  const traces = createTurnTraces(tracerProvider.getTracer(scope), instruments, clock);
  const { onQuotaWait, observeQuota, onRefused, onSendWait } = instruments;
  return {
    ...traces,
    onQuotaWait,
    observeQuota,
    onRefused,
    onSendWait,
    onAttempt(attempt) {
      instruments.onAttempt(attempt);
      traces.onAttempt(attempt);
    },
    onSend(attempt) {
      instruments.onSend(attempt);
      traces.onSend(attempt);
    },
    stopMs: limits.stopMs,
    async stop() {
      const left = Promise.allSettled([tracerProvider.shutdown(), meterProvider.shutdown()]);
      const done = new AbortController();
      await Promise.race([left, clock.sleep(limits.stopMs, done.signal).catch(() => undefined)]);
      done.abort();
    },
  };
}

function spanProcessor(config: TelemetryConfig, limits: TelemetryLimits, note: NoteExport): BatchSpanProcessor {
  const exporter = new OTLPTraceExporter(way(config, limits, 'v1/traces'));
  return new BatchSpanProcessor({
    exporter: watched(exporter, (result) => note('traces', result)),
    maxQueueSize: limits.spans,
    maxExportBatchSize: limits.spansPerExport,
    scheduledDelayMillis: limits.spansAfterMs,
    exportTimeoutMillis: limits.exportTimeoutMs,
  });
}

function metricReader(
  config: TelemetryConfig,
  limits: TelemetryLimits,
  note: NoteExport,
): PeriodicExportingMetricReader {
  const exporter = new OTLPMetricExporter({
    ...way(config, limits, 'v1/metrics'),
    temporalityPreference: AggregationTemporality.CUMULATIVE,
  });
  return new PeriodicExportingMetricReader({
    exporter: watched(exporter, (result) => note('metrics', result)),
    exportIntervalMillis: limits.metricsEveryMs,
    exportTimeoutMillis: limits.exportTimeoutMs,
    cardinalityLimits: { default: limits.series },
  });
}

/** Where it goes, by the bot's own proxy setting: the libraries have an HTTP client of their own. */
function way(
  { endpoint, headers, httpsProxy, noProxy }: TelemetryConfig,
  limits: TelemetryLimits,
  path: string,
): ExporterOptions {
  return {
    url: `${endpoint}/${path}`,
    headers: { ...headers },
    timeoutMillis: limits.exportTimeoutMs,
    concurrencyLimit: limits.exports,
    httpAgentOptions: { keepAlive: true, proxyEnv: { HTTPS_PROXY: httpsProxy, NO_PROXY: noProxy } },
  };
}
