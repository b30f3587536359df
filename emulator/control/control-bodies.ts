/** Reads the bodies of control requests. A key that is not known is an error: a misspelt fault would strike nothing. */

import type { QuotaSettings } from '../api/quotas.ts';
import type { Json, JsonObject } from '../json.ts';
import { faultKinds, type Fault } from './faults.ts';

/** The message says which key is wrong and how. */
export class MalformedControl extends Error {
  override readonly name = 'MalformedControl';
}

export function clockChange(body: JsonObject): { speed: number | undefined; advanceMs: number | undefined } {
  onlyKeys(body, ['speed', 'advanceMs']);
  return { speed: optionalNumber(body, 'speed'), advanceMs: optionalNumber(body, 'advanceMs') };
}

export function fault(body: JsonObject): Fault {
  const texts = ['match', 'code', 'message', 'field', 'location'] as const;
  const numbers = ['times', 'latencyMs', 'status', 'retryAfterSeconds', 'bytesPerSecond'] as const;
  onlyKeys(body, ['kind', ...texts, ...numbers]);
  const kind = faultKinds.find((known) => known === (body['kind'] ?? impliedKind(body)));
  if (kind === undefined) throw new MalformedControl(`kind must be one of ${faultKinds.join(', ')}`);
  const status = optionalNumber(body, 'status');
  if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599)) {
    throw new MalformedControl('status must be a whole number from 200 to 599');
  }
  return {
    kind,
    ...Object.fromEntries(texts.map((name) => [name, optionalText(body, name)])),
    ...Object.fromEntries(numbers.map((name) => [name, optionalNumber(body, name)])),
  };
}

/** A status without a kind is meant as one; so is a delay. */
function impliedKind(body: JsonObject): string | undefined {
  if (body['status'] !== undefined) return 'status';
  return body['latencyMs'] === undefined ? undefined : 'latency';
}

export function linkValue(body: JsonObject): string {
  onlyKeys(body, ['value']);
  const value = optionalText(body, 'value');
  if (value === undefined) throw new MalformedControl('value must be a text');
  return value;
}

export function quotaSettings(body: JsonObject): QuotaSettings {
  onlyKeys(body, ['enabled', 'perMinute', 'perHour']);
  const { enabled = true } = body;
  if (typeof enabled !== 'boolean') throw new MalformedControl('enabled must be true or false');
  const perMinute = optionalNumber(body, 'perMinute');
  const perHour = optionalNumber(body, 'perHour');
  const isOwn = perMinute !== undefined || perHour !== undefined;
  return { enabled, override: isOwn ? { perMinute: perMinute ?? Infinity, perHour: perHour ?? Infinity } : undefined };
}

function onlyKeys(body: JsonObject, known: readonly string[]): void {
  const unknown = Object.keys(body).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new MalformedControl(`"${unknown.slice(0, 50)}" is none of ${known.join(', ')}`);
}

function optionalText(body: JsonObject, name: string): string | undefined {
  const value: Json | undefined = body[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new MalformedControl(`${name} must be a text`);
}

function optionalNumber(body: JsonObject, name: string): number | undefined {
  const value: Json | undefined = body[name];
  if (value === undefined || (typeof value === 'number' && value >= 0)) return value;
  throw new MalformedControl(`${name} must be a number of 0 or more`);
}
