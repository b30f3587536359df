import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { check } from '../../src/defender/check.ts';
import { DefenderError } from '../../src/defender/errors.ts';
import { manualClock } from '../support/clock.ts';
import { thrown } from '../support/thrown.ts';
import { answers, request, response } from './fakes.ts';

const clock = manualClock();

function checked(status: number, body?: unknown, headers = {}): Promise<Error> {
  return thrown(check(clock)(answers(response(status, { body, headers })).send)(request(clock.now())));
}

const said = (message: string, code = 'Forbidden'): object => ({ error: { code, message, target: 'guid' } });

describe('an answer', () => {
  test.each([200, 201, 204])('with %i passes', async (status) => {
    const fake = answers(response(status));

    expect((await check(clock)(fake.send)(request(clock.now()))).status).toBe(status);
  });

  test.each([
    [101, 'malformed'],
    [302, 'malformed'],
    [400, 'rejected'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'notFound'],
    [409, 'rejected'],
    [429, 'throttled'],
    [500, 'failed'],
    [502, 'failed'],
  ] as const)('with %i is an error of the kind %s', async (status, kind) => {
    expect(await checked(status)).toMatchObject({ name: 'DefenderError', kind, status });
  });

  test('tells code, correlation id and sentence', async () => {
    const target = '|00-0123456789abcdef0123456789abcdef-0123456789abcdef-01.8c111081_1.1.';
    const body = { error: { code: 'ResourceNotFound', message: 'Machine 123123123 was not found', target } };

    expect(await checked(404, body)).toMatchObject({
      message: 'GET /api/alerts/{id}: status 404 ResourceNotFound',
      code: 'ResourceNotFound',
      correlationId: target,
      detail: 'Machine 123123123 was not found',
    });
  });

  test('with 429 tells when to come back', async () => {
    expect(await checked(429, undefined, { 'retry-after': '42' })).toMatchObject({ retryAfterMs: 42_000 });
  });
});

describe('a missing role', () => {
  const roles = 'Missing application roles. API required roles: Machine.Read.All, Machine.ReadWrite.All';

  test.each([
    [`${roles}, application roles: Alert.Read.All.`, ['Machine.Read.All', 'Machine.ReadWrite.All'], ['Alert.Read.All']],
    [`${roles}, application roles: .`, ['Machine.Read.All', 'Machine.ReadWrite.All'], []],
    [`${roles}.`, ['Machine.Read.All', 'Machine.ReadWrite.All'], []],
    ['API required roles: <b>x</b>, File.Read.All', ['File.Read.All'], []],
    ['Tenant feature is not enabled', [], []],
  ])('is read from "%s"', async (message, requiredRoles, presentRoles) => {
    expect(await checked(403, said(message))).toMatchObject({ kind: 'forbidden', requiredRoles, presentRoles });
  });
});

describe('foreign text', () => {
  test('is cut at 500 characters', async () => {
    expect(await checked(400, said('x'.repeat(2_000)))).toMatchObject({ detail: `${'x'.repeat(499)}…` });
  });

  test.each([
    ['a result link', 'See https://x.blob.core.windows.net/a?sig=TOP%2fSECRET now', 'TOP', 'See (link left out) now'],
    ['a token', 'Token eyJhbGciOi.eyJhdWQi.SECRET is bad', 'SECRET', 'Token (token left out) is bad'],
  ])('loses %s', async (_, message, secret, detail) => {
    const error = await checked(400, said(message));

    expect(error).toMatchObject({ detail });
    expect(JSON.stringify(error)).not.toContain(secret);
  });

  test.each([
    ['code', { code: 'a b\n' }],
    ['code', { code: 'c'.repeat(65) }],
    ['correlationId', { target: '<script>' }],
    ['correlationId', { target: 't'.repeat(129) }],
    ['detail', { message: 7 }],
  ])('that is no %s is none', async (field, error) => {
    expect(await checked(500, { error })).toMatchObject({ [field]: undefined });
  });

  test.each([undefined, '<html>502 Bad Gateway</html>', null, [], { error: 'text' }, { error: null }, { code: 'X' }])(
    'that is no error envelope (%j) leaves the status',
    async (body) => {
      expect(await checked(502, body)).toMatchObject({ kind: 'failed', code: undefined, detail: undefined });
    },
  );

  test('of any shape never causes another error', async () => {
    const envelope = fc.record({ error: fc.dictionary(fc.constantFrom('code', 'message', 'target'), fc.jsonValue()) });

    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), envelope), fc.integer({ min: 300, max: 599 }), async (body, status) => {
        expect(await checked(status, body)).toBeInstanceOf(DefenderError);
      }),
    );
  });
});
