import { expect, test } from '@jest/globals';
import { alertFrom } from '../../../src/defender/wire/alert.ts';
import { reports, sha1, sha256 } from './reports.ts';

const nothing = { mitreTechniques: [], comments: [], evidence: [] };

test('an alert comes with its evidence', () => {
  const { report, told } = reports();
  const body = {
    id: 'da637472900382838869_1364969609',
    title: 'A <b>title</b>',
    severity: 'Low',
    status: 'New',
    incidentId: 1126093,
    investigationId: '8817',
    assignedTo: null,
    category: 'null',
    mitreTechniques: ['T1064', 'T1085'],
    relatedUser: { userName: 'temp123', domainName: null },
    comments: [
      { comment: 'a comment', createdBy: 'secop@contoso.example', createdTime: '2021-01-26T01:00:37.8404534Z' },
    ],
    machineId: '111e6dd8c833c8a052ea231ec1b19adaf497b625',
    computerDnsName: 'laptop-042.contoso.example',
    alertCreationTime: '2021-01-26T20:33:57.7220239Z',
    evidence: [
      { entityType: 'User', sha1: null, accountName: 'name' },
      { entityType: 'Process', processId: 3276, processCommandLine: 'a.exe -x', parentProcessFileName: 'b.exe' },
      { entityType: 'File', sha1, sha256, fileName: 'a.exe', filePath: 'C:\\Users', detectionStatus: 'Prevented' },
    ],
  };

  expect(alertFrom(body, report)).toEqual({
    id: 'da637472900382838869_1364969609',
    incidentId: 1126093,
    investigationId: 8817,
    title: 'A <b>title</b>',
    severity: 'Low',
    status: 'New',
    category: undefined,
    mitreTechniques: ['T1064', 'T1085'],
    relatedUser: { userName: 'temp123' },
    comments: [
      { comment: 'a comment', createdBy: 'secop@contoso.example', createdAt: new Date('2021-01-26T01:00:37.840Z') },
    ],
    machineId: '111e6dd8c833c8a052ea231ec1b19adaf497b625',
    deviceName: 'laptop-042.contoso.example',
    createdAt: new Date('2021-01-26T20:33:57.722Z'),
    evidence: [
      { entityType: 'User', accountName: 'name' },
      { entityType: 'Process', processId: 3276, processCommandLine: 'a.exe -x', parentProcessFileName: 'b.exe' },
      { entityType: 'File', sha1, sha256, fileName: 'a.exe', filePath: 'C:\\Users', detectionStatus: 'Prevented' },
    ],
  });
  expect(told).toEqual([]);
});

test.each([
  [{ id: 'a1' }, []],
  [{ id: 'a1', evidence: null, deviceName: '' }, []],
  [{ id: 'a1', evidence: 'none' }, [{ path: 'alert.evidence', expected: 'array', found: 'string' }]],
  [{ id: 'a1', evidence: ['file'] }, [{ path: 'alert.evidence[0]', expected: 'object', found: 'string' }]],
  [{ id: 'a1', severity: 5 }, [{ path: 'alert.severity', expected: 'string', found: 'number' }]],
])('%j is an alert of which only the id is known', (body, complaints) => {
  const { report, told } = reports();

  expect(alertFrom(body, report)).toEqual({ id: 'a1', ...nothing });

  expect(told).toEqual(complaints);
});

test.each([{}, { entityType: null }, { entityType: 3 }])('evidence of an unnamed type (%j) keeps its names', (type) => {
  const { report } = reports();

  const { evidence } = alertFrom({ id: 'a1', evidence: [{ ...type, fileName: 'a.exe', filePath: 'C:\\' }] }, report);

  expect(evidence).toEqual([{ fileName: 'a.exe', filePath: 'C:\\' }]);
});

test.each([
  ['T1064, T1085', ['T1064', 'T1085']],
  ['', []],
  [['T1064'], ['T1064']],
  [null, []],
])('techniques come as a list, or as one text: %j', (mitreTechniques, expected) => {
  expect(alertFrom({ id: 'a1', mitreTechniques }, reports().report)).toMatchObject({ mitreTechniques: expected });
});

/** As after a pollution of Object's prototype. */
const inherited = Object.create({ id: 'a1' }) as object;

test.each([{}, { id: null }, { id: 7 }, { id: '' }, JSON.parse('{"__proto__":{"id":"a1"}}') as object, inherited])(
  '%j is malformed: an alert has an id of its own',
  (body) => {
    expect(() => alertFrom(body, reports().report)).toThrow(/where alert\.id should be/);
  },
);
