/**
 * The refusals of Entra ID's token endpoint.
 * Source: learn.microsoft.com/entra/identity-platform/reference-error-codes
 */

import { randomUUID } from 'node:crypto';
import { jsonAnswer, type Answer } from '../http/exchange.ts';

const refusals = {
  missingParameter: { status: 400, error: 'invalid_request', code: 900144 },
  tenantUnknown: { status: 400, error: 'invalid_request', code: 90002 },
  grantUnsupported: { status: 400, error: 'unsupported_grant_type', code: 70003 },
  scopeMalformed: { status: 400, error: 'invalid_scope', code: 1002012 },
  resourceUnknown: { status: 400, error: 'invalid_resource', code: 500011 },
  clientUnknown: { status: 400, error: 'unauthorized_client', code: 700016 },
  secretMissing: { status: 401, error: 'invalid_client', code: 7000218 },
  secretWrong: { status: 401, error: 'invalid_client', code: 7000215 },
  assertionMalformed: { status: 401, error: 'invalid_client', code: 50027 },
  assertionExpired: { status: 401, error: 'invalid_client', code: 700024 },
  assertionForeign: { status: 401, error: 'invalid_client', code: 700021 },
} as const;

/** Why no token is given. The message never repeats a secret. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
  readonly kind: keyof typeof refusals;

  constructor(kind: keyof typeof refusals, message: string) {
    super(message);
    this.kind = kind;
  }
}

export function refusalAnswer({ kind, message }: TokenRefusal, now: number): Answer {
  const { status, error, code } = refusals[kind];
  const traceId = randomUUID();
  const correlationId = randomUUID();
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return jsonAnswer(status, {
    error,
    error_description: `AADSTS${code}: ${message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
  });
}
