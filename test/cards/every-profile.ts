/** Each card that is a profile, with everything on it and with as little as can be. */

import { actionListCard } from '../../src/cards/action-list.ts';
import { deviceListCard } from '../../src/cards/device-list.ts';
import { deviceCard } from '../../src/cards/device.ts';
import { fileListCard } from '../../src/cards/file-list.ts';
import { fileCard } from '../../src/cards/file.ts';
import { watchListCard } from '../../src/cards/watch-list.ts';
import type { Card } from '../../src/cards/render.ts';
import { deviceListView, deviceView, fileView, listed, machine } from './device-views.ts';
import { longOperatorLinks } from './operator-templates.ts';
import { action, file, found, listedWatch, reader, sha256 } from './views.ts';

const unread = { alerts: undefined, notes: ['Alerts are missing: Defender did not answer.'] };

export const profiles = (): readonly Card[] => [
  deviceCard(deviceView({ machine: machine({ isPotentialDuplication: true }), notes: ['A note.'] })),
  deviceCard(deviceView({ operatorLinks: longOperatorLinks })),
  deviceCard(deviceView({ ...unread, users: undefined, deviceActions: undefined })),
  deviceListCard(deviceListView({ machines: Array.from({ length: 6 }, () => machine()), isComplete: false })),
  deviceListCard(deviceListView({ machines: [] })),
  fileCard(fileView()),
  fileCard(fileView({ ...unread, stats: undefined, machines: undefined, file: file({ md5: undefined }) })),
  fileListCard({
    ...{ hashes: [sha256], files: [found()], page: 1, pages: 1, notes: ['A note.'], reader },
    shown: [{ found: found(), organizationPrevalence: 3 }],
    failures: [{ hash: sha256, reason: 'Defender did not answer.' }],
  }),
  actionListCard({ listed: listed([action()]), machineId: undefined, deviceName: undefined, count: 5, reader }),
  actionListCard({ listed: listed([]), machineId: machine().id, deviceName: undefined, count: 5, reader }),
  watchListCard({ watches: [listedWatch()], isEverywhere: true, reader }),
  watchListCard({ watches: [], isEverywhere: false, reader }),
];
