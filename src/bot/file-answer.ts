/** What Defender knows of one file, in a second round of calls once the file itself is known. */

import { fileCard } from '../cards/file.ts';
import { sha1Of } from '../defender/ids.ts';
import type { Alert, DefenderFile, FileStats, Listed, Machine } from '../defender/model.ts';
import type { CardReply, Context } from './command.ts';
import { missingParts } from './missing.ts';
import { readerOf } from './reader.ts';
import { settle, type Settled } from './settle.ts';

export async function fileAnswer(file: DefenderFile, context: Context): Promise<CardReply> {
  const { now, portal, operatorLinks } = context;
  const hash = file.sha256 ?? file.sha1 ?? '';
  const parts = await partsOf(file, hash, context);
  const at = now();
  const { errors, notes } = missingParts(
    {
      'Names and prevalence here': parts.stats,
      Alerts: parts.alerts,
      Devices: parts.machines,
    },
    at,
  );
  return {
    outcome: errors.length > 0 ? 'partial' : 'answered',
    errors,
    subject: `file ${hash}`,
    about: { kind: 'file', id: hash },
    card: fileCard({
      file,
      stats: valueOf(parts.stats),
      alerts: valueOf(parts.alerts),
      machines: valueOf(parts.machines),
      notes: [...notes, ...(parts.alerts === undefined ? [withoutSha1] : [])],
      reader: readerOf(context, errors),
      portal,
      operatorLinks,
    }),
  };
}

/** Source: learn.microsoft.com/defender-endpoint/api/get-file-related-alerts, get-file-related-machines */
const withoutSha1 =
  'Alerts and devices are missing: Defender looks for them by SHA-1, and did not tell the SHA-1 of this file.';

interface Parts {
  readonly stats: Settled<FileStats>;
  /** `undefined`: cannot be asked for. */
  readonly alerts: Settled<Listed<Alert>> | undefined;
  readonly machines: Settled<Listed<Machine>> | undefined;
}

async function partsOf(file: DefenderFile, hash: string, { defender, signal }: Context): Promise<Parts> {
  const sha1 = sha1Of(file.sha1);
  const [stats, alerts, machines] = await Promise.all([
    settle(defender.fileStats(hash, { signal })),
    sha1 && settle(defender.fileAlerts(sha1, { signal })),
    sha1 && settle(defender.fileMachines(sha1, { signal })),
  ]);
  return { stats, alerts, machines };
}

function valueOf<T>(part: Settled<T> | undefined): T | undefined {
  return part?.ok === true ? part.value : undefined;
}
