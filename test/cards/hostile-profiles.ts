/** Profiles of arbitrary domain values, hostile text in every foreign field. */

import fc from 'fast-check';
import { actionListCard } from '../../src/cards/action-list.ts';
import { deviceListCard } from '../../src/cards/device-list.ts';
import { deviceCard } from '../../src/cards/device.ts';
import { fileListCard } from '../../src/cards/file-list.ts';
import { fileCard, foundBy } from '../../src/cards/file.ts';
import { watchListCard } from '../../src/cards/watch-list.ts';
import type { Card } from '../../src/cards/render.ts';
import { deviceListView, listed, machine as ordinaryMachine, user as ordinaryUser } from './device-views.ts';
import { alert, file } from './hostile-cards.ts';
import { count, flag, hex, many, reader, text, texts, time } from './hostile-fields.ts';
import { action } from './hostile-results.ts';
import { marked } from './hostile-text.ts';
import { longOperatorLinks } from './operator-templates.ts';
import { actionId, listedWatch, machineId, portal } from './views.ts';

const machine = fc
  .record({
    id: fc.oneof(fc.constant(machineId), marked),
    ...{ name: text, mergedIntoMachineId: text, isPotentialDuplication: flag, isExcluded: flag, exclusionReason: text },
    ...{ firstSeen: time, lastSeen: time, osPlatform: text, version: text, osBuild: count, osArchitecture: text },
    ...{ lastIpAddress: text, lastExternalIpAddress: text, healthStatus: text, onboardingStatus: text },
    ...{ deviceValue: text, riskScore: text, exposureLevel: text, deviceGroup: text, managedBy: text, tags: texts },
    addresses: texts.map((all) =>
      all.map((ipAddress) => ({ ipAddress, macAddress: undefined, type: undefined, operationalStatus: undefined })),
    ),
  })
  .map((parts) => ordinaryMachine(parts));
const user = fc
  .record({ id: marked, lastSeen: time, logonTypes: texts, isDomainAdmin: flag })
  .map((parts) => ordinaryUser(parts));
const stats = fc.record({
  ...{ organizationPrevalence: count, organizationFirstSeen: time, organizationLastSeen: time },
  ...{ globalPrevalence: count, globalFirstObserved: time, globalLastObserved: time, topFileNames: texts },
});
const listOf = <T>(item: fc.Arbitrary<T>) =>
  fc.tuple(many(item, 100), fc.boolean()).map(([items, isComplete]) => listed(items, { isComplete, total: undefined }));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const common = { notes: fc.constant(['Users are missing: Defender did not answer.']), reader };

/** Each card of any domain values. */
export const hostileProfiles: readonly (readonly [string, fc.Arbitrary<Card>])[] = [
  [
    'a device',
    fc
      .record({
        ...{ machine, users: maybe(listOf(user)), alerts: maybe(listOf(alert)), ...common },
        deviceActions: maybe(many(action, 40)),
      })
      .map((view) => deviceCard({ ...view, portal, operatorLinks: longOperatorLinks })),
  ],
  [
    'devices to pick from',
    fc
      .record({
        ...{
          called: fc.constantFrom('LAPTOP-042', 'ü'.repeat(255)),
          machines: many(machine, 100),
          isComplete: fc.boolean(),
          isExact: fc.boolean(),
          reader,
        },
        page: fc.integer({ min: 1, max: 30 }),
        how: fc.option(fc.constant('had this address within the last 15 minutes'), { nil: undefined }),
      })
      .map((view) => deviceListCard(deviceListView(view))),
  ],
  [
    'a file',
    fc
      .record({
        ...{ file, stats: maybe(stats), alerts: maybe(listOf(alert)), machines: maybe(listOf(machine)), ...common },
      })
      .map((view) => fileCard({ ...view, portal, operatorLinks: longOperatorLinks })),
  ],
  [
    'several files',
    fc
      .record({
        ...{ hashes: fc.array(hex(64), { minLength: 2, maxLength: 10 }), ...common },
        shown: fc.array(fc.record({ file, stats, organizationPrevalence: count }), { maxLength: 5 }),
      })
      .map(({ shown, ...view }) => {
        const files = shown.map((one) => ({
          found: foundBy(one.file, one.stats),
          organizationPrevalence: one.organizationPrevalence,
        }));
        const failures = view.hashes.map((hash) => ({ hash, reason: 'It took too long, so I stopped. '.repeat(9) }));
        const pages = { page: 1, pages: 2 };
        return fileListCard({ ...view, ...pages, failures, shown: files, files: files.map(({ found }) => found) });
      }),
  ],
  [
    'actions',
    fc
      .record({
        ...{ listed: listOf(action), machineId: maybe(fc.oneof(fc.constant(machineId), hex(40))), reader },
        ...{ deviceName: text, count: fc.integer({ min: 1, max: 20 }) },
      })
      .map(actionListCard),
  ],
  [
    'watches',
    fc
      .array(fc.record({ actionId: fc.oneof(fc.constant(actionId), marked), actionType: marked, deviceName: text }), {
        maxLength: 25,
      })
      .map((all) => all.map((parts) => listedWatch(parts)))
      .chain((watches) => reader.map((one) => watchListCard({ watches, isEverywhere: false, reader: one }))),
  ],
];
