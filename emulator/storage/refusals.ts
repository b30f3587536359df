/**
 * Azure Storage's errors: XML, with the code in a header too.
 * Source: learn.microsoft.com/rest/api/storageservices/status-and-error-codes2
 */

import { randomUUID } from 'node:crypto';
import type { Answer } from '../http/exchange.ts';

const messages = {
  AuthenticationFailed:
    'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.',
  InvalidAuthenticationInfo:
    'Authentication information is not given in the correct format. Check the value of Authorization header.',
  ResourceNotFound: 'The specified resource does not exist.',
  BlobNotFound: 'The specified blob does not exist.',
  UnsupportedHttpVerb: 'The resource doesn&apos;t support specified Http Verb.',
  InvalidUri: 'The requested URI does not represent any resource on the server.',
} as const;

const statuses: Record<keyof typeof messages, number> = {
  AuthenticationFailed: 403,
  InvalidAuthenticationInfo: 400,
  ResourceNotFound: 404,
  BlobNotFound: 404,
  UnsupportedHttpVerb: 405,
  InvalidUri: 400,
};

export const storageVersion = '2019-07-07';

/** @param detail - our own words and times only: it is not escaped. */
export function storageRefusal(code: keyof typeof messages, now: number, detail?: string): Answer {
  const requestId = randomUUID();
  const time = new Date(now).toISOString();
  const more = detail === undefined ? '' : `<AuthenticationErrorDetail>${detail}</AuthenticationErrorDetail>`;
  return {
    status: statuses[code],
    headers: {
      'content-type': 'application/xml',
      'x-ms-error-code': code,
      'x-ms-request-id': requestId,
      'x-ms-version': storageVersion,
    },
    body:
      `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code>` +
      `<Message>${messages[code]}\nRequestId:${requestId}\nTime:${time}</Message>${more}</Error>`,
  };
}
