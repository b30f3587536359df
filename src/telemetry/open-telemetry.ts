/** Telemetry as it is configured. Where it is not, no library for it is loaded. */

import type { TelemetryConfig } from '../config-telemetry.ts';
import type { TelemetryWays } from './start-telemetry.ts';
import { noTelemetry, type Telemetry } from './telemetry.ts';

/** @param config - `undefined`: nothing is told to anybody. */
export async function openTelemetry(config: TelemetryConfig | undefined, ways: TelemetryWays): Promise<Telemetry> {
  if (config === undefined) return noTelemetry;
  const { startTelemetry } = await import('./start-telemetry.ts');
  return startTelemetry(config, ways);
}
