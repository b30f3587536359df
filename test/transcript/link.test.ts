import { describe, expect, test } from '@jest/globals';
import { targetOf } from '../../src/transcript/link.ts';
import { inspectDeep } from '../support/thrown.ts';

const hosts = ['.blob.core.windows.net', 'core.windows.net', '127.0.0.1:4010', 'Files.Contoso.example:8443'];
const query = '?se=2026-11-24T14%3A33%3A22Z&sp=r&sv=2019-07-07&sr=b&sig=a/b+c%2Fd%3D';

describe('a link that is followed', () => {
  test.each([
    [`https://auto.blob.core.windows.net/c/x${query}`, 'https://auto.blob.core.windows.net', `/c/x${query}`],
    [`https://core.windows.net/c/x${query}`, 'https://core.windows.net', `/c/x${query}`],
    ['https://core.windows.net:443/x', 'https://core.windows.net', '/x'],
    ['HTTPS://Auto.Blob.Core.Windows.NET/X', 'https://auto.blob.core.windows.net', '/X'],
    ['https://files.contoso.example:8443/x', 'https://files.contoso.example:8443', '/x'],
    ['http://127.0.0.1:4010/x?sig=%2f/..', 'http://127.0.0.1:4010', '/x?sig=%2f/..'],
    [
      'https://core.windows.net/a/../b//c/./%2e%2e/{d}?x=[y]',
      'https://core.windows.net',
      '/a/../b//c/./%2e%2e/{d}?x=[y]',
    ],
    ['https://core.windows.net/x@evil.example', 'https://core.windows.net', '/x@evil.example'],
  ])('%s keeps its path byte by byte', (link, origin, path) => {
    expect(targetOf(link, hosts)).toEqual({ origin, path });
  });
});

describe('a link that is refused', () => {
  test.each([
    ['', 'nothing'],
    ['evil', 'a word'],
    ['//core.windows.net/x', 'no scheme'],
    ['https:/core.windows.net/x', 'one slash'],
    ['https://core.windows.net', 'no path'],
    ['https://core.windows.net?x', 'no path but a query'],
    ['ftp://core.windows.net/x', 'another scheme'],
    ['javascript:alert(1)//core.windows.net/x', 'a script'],
    ['http://core.windows.net/x', 'plain http'],
    ['http://auto.blob.core.windows.net:443/x', 'plain http on the port of https'],
    ['http://127.0.0.1/x', 'loopback on a port that is not listed'],
    ['http://127.0.0.1:4011/x', 'loopback on another port'],
    ['http://localhost:4010/x', 'loopback by a name that is not listed'],
    ['http://[::1]:4010/x', 'loopback that is not listed'],
    ['https://core.windows.net:444/x', 'another port'],
    ['https://auto.blob.core.windows.net:8443/x', 'another port below a suffix'],
    ['https://files.contoso.example/x', 'a host that is listed with another port'],
    ['https://core.windows.net@evil.example/x', 'a user name that looks like a host'],
    ['https://user:pass@core.windows.net/x', 'a user name'],
    ['https://@core.windows.net/x', 'an empty user name'],
    ['https://core.windows.net/x#y', 'a fragment'],
    ['https://core.windows.net\\@evil.example/x', 'a backslash'],
    ['https://core.windows.net/x\\y', 'a backslash in its path'],
    ['https://core.windows.net.evil.example/x', 'a host that begins like ours'],
    ['https://evilcore.windows.net/x', 'a host that ends like ours'],
    ['https://evil.core.windows.net/x', 'a host below one that is listed alone'],
    ['https://evilblob.core.windows.net/x', 'a host that ends like a suffix'],
    ['https://blob.core.windows.net/x', 'the suffix itself'],
    ['https://core.windows.net./x', 'a dot behind the host'],
    ['https://cоre.windows.net/x', 'a look-alike letter'],
    ['https://core.windows.net/x y', 'a space'],
    [' https://core.windows.net/x', 'a space before'],
    ['https://core.windows.net/x\r\nHost: evil.example', 'a line break'],
    ['https://core.windows.net/x\0', 'a NUL'],
    ['https://core.windows.net/é', 'a letter that is not ASCII'],
    [`https://core.windows.net/${'x'.repeat(9_000)}`, '9,000 characters'],
  ])('%j (%s)', (link) => {
    expect(() => targetOf(link, hosts)).toThrow(expect.objectContaining({ name: 'DownloadError', kind: 'refused' }));
  });

  test('is refused where no host is listed at all', () => {
    expect(() => targetOf('https://core.windows.net/x', [])).toThrow(/host that results do not come from/);
  });

  test.each([
    'https://evil.example/S1G-OF-LINK',
    'http://core.windows.net/S1G-OF-LINK',
    'S1G-OF-LINK',
    'https://S1G-OF-LINK@evil.example/x',
  ])('is not told in the error: %s', (link) => {
    let error: unknown;
    try {
      targetOf(link, hosts);
    } catch (caught) {
      error = caught;
    }

    expect(inspectDeep(error)).toMatch(/DownloadError/);
    expect(inspectDeep(error)).not.toMatch(/S1G-OF-LINK|evil/i);
  });
});
