/** Where traces and metrics go. */

import type { Faults } from './config-faults.ts';
import { isLoopbackHost } from './loopback.ts';
import type { Variables } from './variables.ts';

export interface TelemetryConfig {
  /** Of an OTLP/HTTP collector, without `/v1/…`. */
  readonly endpoint: string;
  /** May hold a secret. */
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly httpsProxy: string | undefined;
  readonly noProxy: string | undefined;
}

/**
 * `undefined`: nowhere. A collector in the same cluster is often reached by plain http, and what is told holds no secret;
 * its headers may, so they go over TLS alone, or to this machine.
 */
export function telemetryConfig(set: Variables, faults: Faults): TelemetryConfig | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers } = set;
  if (endpoint === undefined) {
    if (headers !== undefined)
      faults.add('OTEL_EXPORTER_OTLP_HEADERS', 'is of no use without OTEL_EXPORTER_OTLP_ENDPOINT');
    return undefined;
  }
  const { protocol, hostname } = new URL(endpoint);
  if (headers !== undefined && protocol === 'http:' && !isLoopbackHost(hostname))
    faults.add('OTEL_EXPORTER_OTLP_ENDPOINT', 'must be an https URL, or http on loopback: the headers may be a secret');
  return {
    endpoint,
    headers: headers ?? {},
    serviceName: set.OTEL_SERVICE_NAME,
    httpsProxy: set.HTTPS_PROXY,
    noProxy: set.NO_PROXY,
  };
}
