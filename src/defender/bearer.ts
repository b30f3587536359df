/** Signs each attempt with a token that is valid when it is sent; a refused one is replaced once. */

import { TokenError, type TokenSource } from '../entra/token-source.ts';
import { DefenderError } from './errors.ts';
import type { Layer, Request } from './send.ts';

export function bearer(source: TokenSource): Layer {
  return (next) => async (request) => {
    const token = await tokenFor(request, source, false);
    const response = await next(signed(request, token));
    if (response.status !== 401) return response;
    // Calls that were refused together need one new token together: whoever comes later finds it there.
    const current = await tokenFor(request, source, false);
    return next(signed(request, current === token ? await tokenFor(request, source, true) : current));
  };
}

function signed(request: Request, token: string): Request {
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
}

async function tokenFor({ signal }: Request, source: TokenSource, refresh: boolean): Promise<string> {
  try {
    return await source({ refresh, ...(signal === undefined ? {} : { signal }) });
  } catch (cause) {
    if (!(cause instanceof TokenError)) throw cause;
    const { code, correlationId, temporary } = cause;
    throw new DefenderError(temporary ? 'unreachable' : 'unauthorized', `No token for Defender: ${cause.message}`, {
      code,
      correlationId,
      cause,
    });
  }
}
