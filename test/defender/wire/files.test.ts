import { describe, expect, test } from '@jest/globals';
import type { DefenderFile } from '../../../src/defender/model.ts';
import type { Report } from '../../../src/defender/wire/fields.ts';
import { alertFileItems, fileStatsFrom } from '../../../src/defender/wire/files.ts';
import { pageFrom } from '../../../src/defender/wire/list.ts';
import { md5, reports, sha1, sha256 } from './reports.ts';

const full = {
  sha1,
  sha256: sha256.toUpperCase(),
  md5,
  globalPrevalence: 29,
  globalFirstObserved: '2019-03-23T23:54:06.0135204Z',
  globalLastObserved: '2019-04-23T00:43:20Z',
  fileType: 'APP',
  isPeFile: true,
  fileProductName: 'Contoso&copy; Editor',
  issuer: 'Contoso CA',
  size: 113_984,
  filePublisher: 'Contoso &amp; Sons&copy; Editor&#8482;',
  signer: 'Contoso &lt;root&gt;',
  isValidCertificate: false,
  determinationType: 'SomethingNew',
  determinationValue: 'HackTool:MSIL/AutoKms',
  unknown: { to: 'us' },
};

function alertFilesFrom(body: unknown, report: Report): readonly DefenderFile[] {
  return pageFrom(body, alertFileItems, report).items;
}

describe('files of an alert', () => {
  test('are decoded: hashes lower-case, times cut, entities turned into characters, unknown members kept', () => {
    const { report, told } = reports();

    expect(alertFilesFrom({ '@odata.context': 'any', value: [full] }, report)).toEqual([
      {
        sha1,
        sha256,
        md5,
        size: 113_984,
        fileType: 'APP',
        isPeFile: true,
        productName: 'Contoso© Editor',
        issuer: 'Contoso CA',
        publisher: 'Contoso & Sons© Editor™',
        signer: 'Contoso <root>',
        isValidCertificate: false,
        determinationType: 'SomethingNew',
        determinationValue: 'HackTool:MSIL/AutoKms',
        globalPrevalence: 29,
        globalFirstObserved: new Date('2019-03-23T23:54:06.013Z'),
        globalLastObserved: new Date('2019-04-23T00:43:20Z'),
      },
    ]);
    expect(told).toEqual([]);
  });

  test.each([
    ['absent', {}],
    ['null', Object.fromEntries(Object.keys(full).map((key) => [key, null]))],
  ])('that are %s in every field are undefined in every field, and no complaint', (_, file) => {
    const { report, told } = reports();

    const [decoded] = alertFilesFrom({ value: [file] }, report);

    expect(Object.values(decoded ?? { none: true })).toEqual(Array(16).fill(undefined));
    expect(told).toEqual([]);
  });

  test.each([
    ['sha1', sha1.slice(1), '40 hex digits', 'string'],
    ['sha1', sha256, '40 hex digits', 'string'],
    ['sha256', `${sha256.slice(1)}g`, '64 hex digits', 'string'],
    ['md5', 7, '32 hex digits', 'number'],
    ['size', -1, 'whole number', 'number'],
    ['size', 1.5, 'whole number', 'number'],
    ['isValidCertificate', 'true', 'boolean', 'string'],
    ['signer', ['a'], 'string', 'array'],
    ['globalFirstObserved', 'soon', 'time', 'string'],
    ['determinationType', { a: 1 }, 'string', 'object'],
  ])('with %s: %j lose that field and report its path and type', (name, value, expected, found) => {
    const { report, told } = reports();

    const [, file] = alertFilesFrom({ value: [full, { ...full, [name]: value }] }, report);

    expect(file).toMatchObject({ publisher: 'Contoso & Sons© Editor™' });
    expect(file).toMatchObject({ [name]: undefined });
    expect(told).toEqual([{ path: `files.value[1].${name}`, expected, found }]);
  });

  test('that are no objects are reported and left out', () => {
    const { report, told } = reports();

    expect(alertFilesFrom({ value: [full, 'text', null, [full]] }, report)).toHaveLength(1);

    expect(told.map(({ path, found }) => `${path} ${found}`)).toEqual([
      'files.value[1] string',
      'files.value[2] null',
      'files.value[3] array',
    ]);
  });

  test('that are all wrong are reported twenty times, not for ever', () => {
    const { report, told } = reports();

    alertFilesFrom({ value: Array(1_000).fill({ sha1: 'bad' }) }, report);

    expect(told).toHaveLength(20);
  });

  test('may be none', () => {
    expect(alertFilesFrom({ value: [] }, reports().report)).toEqual([]);
  });

  test.each([
    [undefined, 'The answer has nothing where files should be: object'],
    ['text', 'The answer has string where files should be: object'],
    [[], 'The answer has array where files should be: object'],
    [{}, 'The answer has nothing where files.value should be: array'],
    [{ value: {} }, 'The answer has object where files.value should be: array'],
  ])('are malformed in %j', (body, message) => {
    expect(() => alertFilesFrom(body, reports().report)).toThrow(message);
  });
});

describe('statistics', () => {
  test.each([
    ['the spelling of the example', { organizationPrevalence: 14_850 }],
    ['the spelling of the table, as text', { orgPrevalence: '14850' }],
    ['both, of which one is null', { organizationPrevalence: null, orgPrevalence: '14850' }],
  ])('are read in %s', (_, counts) => {
    const { report, told } = reports();

    expect(fileStatsFrom({ sha1, ...counts, topFileNames: ['a.exe'] }, report)).toEqual({
      organizationPrevalence: 14_850,
      topFileNames: ['a.exe'],
    });
    expect(told).toEqual([]);
  });

  test.each([
    ['the example', { globallyPrevalence: 705_012 }],
    ['the table', { globalPrevalence: '705012' }],
  ])('count the world in the spelling of %s, and say when', (_, counts) => {
    const times = { orgFirstSeen: '2019-12-07T13:44:16Z', globalLastObserved: '2020-01-06T13:39:36Z' };

    expect(fileStatsFrom({ ...counts, ...times }, reports().report)).toMatchObject({
      globalPrevalence: 705_012,
      organizationFirstSeen: new Date('2019-12-07T13:44:16Z'),
      globalLastObserved: new Date('2020-01-06T13:39:36Z'),
    });
  });
});
