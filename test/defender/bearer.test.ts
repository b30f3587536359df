import { describe, expect, test } from '@jest/globals';
import { bearer } from '../../src/defender/bearer.ts';
import { TokenError, type TokenSource } from '../../src/entra/token-source.ts';
import { thrown } from '../support/thrown.ts';
import { answers, request, response } from './fakes.ts';

/** Gives the current token; a refresh makes the next. */
function tokens() {
  let number = 1;
  let refreshes = 0;
  const source: TokenSource = ({ refresh }) => {
    if (refresh) {
      number++;
      refreshes++;
    }
    return Promise.resolve(`token-${number}`);
  };
  return { source, refreshes: () => refreshes };
}

const sentTokens = (requests: readonly { readonly headers?: Readonly<Record<string, string>> }[]) =>
  requests.map(({ headers }) => headers?.['authorization']);

describe('each attempt', () => {
  test('is signed, and keeps its other headers', async () => {
    const fake = answers(response(200));

    await bearer(tokens().source)(fake.send)(request(0, { headers: { 'x-other': 'kept' } }));

    expect(fake.requests[0]?.headers).toEqual({ authorization: 'Bearer token-1', 'x-other': 'kept' });
  });

  test('that is refused with 401 is sent once more with a fresh token', async () => {
    const fake = answers(response(401), response(200));

    const { status } = await bearer(tokens().source)(fake.send)(request(0));

    expect(status).toBe(200);
    expect(sentTokens(fake.requests)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  test('that is refused twice gives the second answer', async () => {
    const fake = answers(response(401));

    const { status } = await bearer(tokens().source)(fake.send)(request(0));

    expect(status).toBe(401);
    expect(fake.requests).toHaveLength(2);
  });

  test.each([403, 404, 500])('that is answered with %i keeps its token', async (status) => {
    const { source, refreshes } = tokens();
    const fake = answers(response(status));

    await bearer(source)(fake.send)(request(0));

    expect([fake.requests.length, refreshes()]).toEqual([1, 0]);
  });

  test('that was refused takes the token that another call has fetched since', async () => {
    const { source, refreshes } = tokens();
    const late = Promise.withResolvers<undefined>();
    const send = bearer(source)(async ({ path, headers }) => {
      if (path === 'late') await late.promise;
      return response(headers?.['authorization'] === 'Bearer token-1' ? 401 : 200);
    });

    const slow = send(request(0, { path: 'late' }));
    await send(request(0, { path: 'early' }));
    late.resolve(undefined);

    expect((await slow).status).toBe(200);
    expect(refreshes()).toBe(1);
  });
});

describe('no token', () => {
  const correlationId = '0f0e0d0c-0b0a-4908-8706-050403020100';

  test.each([
    ['refused', { code: 'AADSTS7000215', correlationId }, 'unauthorized'],
    ['unanswered', {}, 'unreachable'],
    ['busy', { code: 'AADSTS90033', temporary: true }, 'unreachable'],
  ])('because Entra ID was %s is a DefenderError with its code and cause', async (_, options, kind) => {
    const cause = new TokenError('No token was given', options);
    const fake = answers(response(200));

    const error = await thrown(bearer(() => Promise.reject(cause))(fake.send)(request(0)));

    expect(error).toMatchObject({ name: 'DefenderError', kind, code: cause.code, correlationId: cause.correlationId });
    expect(error.cause).toBe(cause);
    expect(fake.requests).toHaveLength(0);
  });

  test('because the asker gave up is the asker’s reason', async () => {
    const signal = AbortSignal.abort(new Error('gave up'));
    const source: TokenSource = (options) => Promise.reject(options.signal?.reason as Error); // the reason given above

    expect((await thrown(bearer(source)(answers(response(200)).send)(request(0, { signal })))).message).toBe('gave up');
  });
});
