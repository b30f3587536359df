/** Turns an answer that is not 2xx into a DefenderError. Outside of retry, which sees plain responses. */

import type { Clock } from '../clock.ts';
import { errorAnswer } from './error-answer.ts';
import { DefenderError, type DefenderErrorKind } from './errors.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Layer } from './send.ts';

export function check(clock: Clock): Layer {
  return (next) => async (request) => {
    const response = await next(request);
    const { status } = response;
    if (status >= 200 && status < 300) return response;
    const said = errorAnswer(response.body);
    const named = said.code === undefined ? '' : ` ${said.code}`;
    throw new DefenderError(
      kindOf(status),
      `${request.method} ${request.endpoint.template}: status ${status}${named}`,
      {
        ...said,
        status,
        retryAfterMs: retryAfterMs(response, clock.now()),
      },
    );
  };
}

function kindOf(status: number): DefenderErrorKind {
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'notFound';
    case 429:
      return 'throttled';
    default:
      if (status >= 500) return 'failed';
      return status >= 400 ? 'rejected' : 'malformed'; // the API redirects nowhere, and a bearer follows nothing
  }
}
