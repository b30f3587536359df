/** Whatever comes, a decoder gives a value or a DefenderError, and tells nobody what it read. */

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DefenderError } from '../../../src/defender/errors.ts';
import { alertFrom, alertItems, domainItems, ipItems } from '../../../src/defender/wire/alert.ts';
import type { Report } from '../../../src/defender/wire/fields.ts';
import { alertFileItems, fileFrom, fileStatsFrom } from '../../../src/defender/wire/files.ts';
import { pageFrom } from '../../../src/defender/wire/list.ts';
import { machineActionFrom, machineActionItems } from '../../../src/defender/wire/machine-action.ts';
import { machineFrom, machineItems } from '../../../src/defender/wire/machine.ts';
import { resultLinkFrom } from '../../../src/defender/wire/result-link.ts';
import { userFrom, userItems } from '../../../src/defender/wire/user.ts';
import { reports } from './reports.ts';

const decoders: readonly (readonly [string, (body: unknown, report: Report) => unknown])[] = [
  ['alert', alertFrom],
  ['files', (page, report) => pageFrom(page, alertFileItems, report)],
  ['stats', fileStatsFrom],
  ['action', machineActionFrom],
  ['link', resultLinkFrom],
  ['file', fileFrom],
  ['machine', machineFrom],
  ['user', userFrom],
  ['alerts', (page, report) => pageFrom(page, alertItems, report)],
  ['domains', (page, report) => pageFrom(page, domainItems, report)],
  ['ips', (page, report) => pageFrom(page, ipItems, report)],
  ['machines', (page, report) => pageFrom(page, machineItems, report)],
  ['users', (page, report) => pageFrom(page, userItems, report)],
  ['actions', (page, report) => pageFrom(page, machineActionItems, report)],
];

/** The field names that decoders look for, and those that trip JavaScript up. */
const name = fc.constantFrom(
  ...['id', 'value', 'type', 'status', 'evidence', 'commands', 'command', 'params', 'key', 'index', 'errors', 'sha1'],
  ...['host', 'mitreTechniques', 'relatedUser', 'comments', 'ipAddresses', 'machineTags', 'logonTypes', 'lastSeen'],
  ...['@odata.count', '@odata.nextLink', 'relatedFileInfo', 'incidentId', 'osBuild', 'computerDnsName'],
  ...['fileName', 'startTime', 'orgPrevalence', 'size', 'signer', '__proto__', 'constructor', 'toString', 'length'],
);
const marker = 'NEVER-TO-BE-TOLD';
const leaf = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1e21, '', 'Live Response', '2021-01-26T20:33:57.7220239Z', marker, `"${marker}"`),
  fc.string(),
);
const { body } = fc.letrec((tie) => ({
  body: fc.oneof({ maxDepth: 6, withCrossShrink: true }, leaf, tie('list'), tie('object')),
  list: fc.array(tie('body'), { maxLength: 4 }),
  // Parsed, because a literal would set the prototype where an answer has a field named so; an object by its braces.
  object: fc
    .array(fc.tuple(name, tie('body')), { maxLength: 8 })
    .map(
      (entries) =>
        JSON.parse(`{${entries.map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join()}}`) as object,
    ),
}));

describe.each(decoders)('%s', (_, decode) => {
  test('throws nothing but DefenderError of the kind malformed, and tells no value', () => {
    fc.assert(
      fc.property(fc.oneof(body, fc.jsonValue()), (answer) => {
        const { report, told } = reports();
        try {
          decode(answer, report);
        } catch (error) {
          expect(error).toBeInstanceOf(DefenderError);
          expect(error).toMatchObject({ kind: 'malformed' });
          expect(String(error)).not.toContain(marker);
        }
        expect(JSON.stringify(told)).not.toContain(marker);
      }),
      { numRuns: 500 },
    );
  });
});
