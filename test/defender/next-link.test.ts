import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextPage } from '../../src/defender/next-link.ts';

const apiUrl = 'https://api.security.microsoft.com';
const local = 'http://127.0.0.1:4010';

describe('a link to the next page', () => {
  test.each([
    [
      'https://api.security.microsoft.com/api/alerts?$skip=1',
      'https://api.security.microsoft.com',
      '/api/alerts?$skip=1',
    ],
    ['https://us.api.security.microsoft.com/api/a', 'https://us.api.security.microsoft.com', '/api/a'],
    ['https://api-us3.securitycenter.microsoft.com/api/a', 'https://api-us3.securitycenter.microsoft.com', '/api/a'],
    ['https://api.securitycenter.windows.com/api/a', 'https://api.securitycenter.windows.com', '/api/a'],
    ['https://api-gov.securitycenter.microsoft.us/api/a', 'https://api-gov.securitycenter.microsoft.us', '/api/a'],
    ['HTTPS://API.security.microsoft.com:443/api/a', 'https://api.security.microsoft.com', '/api/a'],
  ])('to a host of Defender’s is followed: %s', (link, origin, path) => {
    expect(nextPage(link, apiUrl)).toEqual({ origin, path });
  });

  test('is used as it came, not written anew', () => {
    const path = "/api/alerts?$filter=id%20eq%20'A%2f%41'&$skiptoken=%7B%22a%22%3A[1]%7D/../b";

    expect(nextPage(`${apiUrl}${path}`, apiUrl)).toEqual({ origin: apiUrl, path });
  });

  test('to the configured root is followed, whatever scheme and port that has', () => {
    expect(nextPage(`${local}/api/alerts`, local)).toEqual({ origin: local, path: '/api/alerts' });
  });

  test.each([
    'http://api.security.microsoft.com/api/a',
    'https://api.security.microsoft.com:8443/api/a',
    'https://api.security.microsoft.com.evil.example/api/a',
    'https://evil-security.microsoft.com/api/a',
    'https://security.microsoft.com/api/a',
    'https://evil.example/api.security.microsoft.com/a',
    'https://api.security.microsoft.com@evil.example/api/a',
    'https://user:pass@api.security.microsoft.com/api/a',
    'https://evil.example#.security.microsoft.com/a',
    'https://evil.example\\.security.microsoft.com/a',
    'https://evil.example%2f.security.microsoft.com/a',
    'https:api.security.microsoft.com/a',
    'https://api.security.microsoft.com//evil.example/a',
    'https://api.security.microsoft.com/\\evil.example/a',
    'https://api.security.microsoft.com/a b',
    'https://api.security.microsoft.com/a\r\nhost: evil.example',
    'https://api.security.microsoft.com/ä',
    'https://api.security.microsoft.com/a#b',
    'https://api.security.microsoft.com',
    'https://127.0.0.1/api/a',
    'http://127.0.0.1:4011/api/a',
    'https://ａpi.security.microsoft.com/api/a',
    '//api.security.microsoft.com/api/a',
    '/api/alerts?$skip=1',
    'file:///etc/passwd',
    '',
  ])('anywhere else is not followed: %j', (link) => {
    expect(nextPage(link, apiUrl)).toBeUndefined();
  });

  test('is never followed to a host that does not end as Defender’s do, however it is written', () => {
    const part = fc.constantFrom(
      'https://',
      'api.security.microsoft.com',
      'evil.example',
      '@',
      ':',
      '/',
      '\\',
      '#',
      '?',
      '.',
      '%2e',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 3 })), { maxLength: 10 }), (parts) => {
        const page = nextPage(`https://${parts.join('')}`, apiUrl);

        expect(page === undefined || /^https:\/\/[\w.-]+\.security\.microsoft\.com$/.test(page.origin)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
