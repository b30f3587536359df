import { describe, expect, test } from '@jest/globals';
import { readConfig, type Config } from '../src/config.ts';
import { thrown } from './support/thrown.ts';

function telemetryOf(set: Readonly<Record<string, string>>): Config['telemetry'] {
  const defender = {
    DEFENDER_TENANT_ID: '11111111-aaaa-bbbb-cccc-0123456789ab',
    DEFENDER_CLIENT_ID: '00000000-aaaa-bbbb-cccc-0123456789ab',
    DEFENDER_CLIENT_SECRET: 'not used',
  };
  return readConfig({ BOT_AUTH: 'off', ...defender, ...set }).telemetry;
}

const endpoint = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const headers = 'OTEL_EXPORTER_OTLP_HEADERS';

test('without a collector there is no telemetry, whatever its name', () => {
  expect(telemetryOf({ OTEL_SERVICE_NAME: 'triage' })).toBeUndefined();
});

test('a collector is enough; the name has a default, and the proxy is that of everything', () => {
  const proxy = { HTTPS_PROXY: 'http://proxy.example:8080', NO_PROXY: 'collector.example' };

  expect(telemetryOf({ [endpoint]: 'https://collector.example:4318/', ...proxy })).toEqual({
    endpoint: 'https://collector.example:4318',
    headers: {},
    serviceName: 'defender-triage-bot',
    httpsProxy: 'http://proxy.example:8080',
    noProxy: 'collector.example',
  });
});

describe('headers are pairs, their values percent-encoded', () => {
  test.each([
    ['api-key=abc', { 'api-key': 'abc' }],
    [' api-key = abc , x-scope=1', { 'api-key': 'abc', 'x-scope': '1' }],
    ['authorization=Bearer%20a%3Db%2Cc', { authorization: 'Bearer a=b,c' }],
    ['authorization=Basic dXNlcg', undefined],
    ['authorization=dXNlcg==', { authorization: 'dXNlcg==' }],
    ['x=', { x: '' }],
    ['api-key', undefined],
    ['=s3cret', undefined],
    ['a b=s3cret', undefined],
    ['x=s3cret%0D%0Ay:%201', undefined],
    ['x=s3cret%E0%A4%A', undefined],
    ['x=s3crét', undefined],
    ['x=s3cret,', undefined],
  ])('%s', async (text, expected) => {
    const set = { [endpoint]: 'https://collector.example', [headers]: text };

    if (expected !== undefined) expect(telemetryOf(set)?.headers).toEqual(expected);
    else {
      const { message } = await thrown(Promise.resolve().then(() => telemetryOf(set)));
      expect(message).toContain(`${headers}: must be name=value`);
      expect(message).not.toMatch(/s3cr|dXNl/);
    }
  });
});

describe('where it may go', () => {
  test.each([
    ['https anywhere, with headers', { [endpoint]: 'https://collector.example', [headers]: 'k=v' }, true],
    ['http on loopback, with headers', { [endpoint]: 'http://127.0.0.1:4318', [headers]: 'k=v' }, true],
    ['http in the cluster, without headers', { [endpoint]: 'http://otel-collector:4318' }, true],
    ['http in the cluster, with headers', { [endpoint]: 'http://otel-collector:4318', [headers]: 'k=v' }, false],
    ['another protocol', { [endpoint]: 'grpc://otel-collector:4317' }, false],
    ['a password in the URL', { [endpoint]: 'https://me:pass@collector.example' }, false],
    ['a query in the URL', { [endpoint]: 'https://collector.example?key=s3cret' }, false],
    ['no URL', { [endpoint]: 'otel-collector:4318' }, false],
  ])('%s', (_, set, isTaken) => {
    if (isTaken) expect(telemetryOf(set)).toBeDefined();
    else expect(() => telemetryOf(set)).toThrow(endpoint);
  });

  test('headers without a collector are of no use', () => {
    expect(() => telemetryOf({ [headers]: 'k=v' })).toThrow(`${headers}: is of no use`);
  });
});
