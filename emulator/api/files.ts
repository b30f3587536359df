/** Source: learn.microsoft.com/defender-endpoint/api/get-file-information, get-file-statistics, get-file-related-alerts, get-file-related-machines */

import type { Answer } from '../http/exchange.ts';
import { alertsOfFile, machinesOfFile } from '../relations.ts';
import { findFile, type FileRecord } from '../world.ts';
import { withoutEvidence } from './alerts.ts';
import type { Call } from './call.ts';
import { entityAnswer, relatedAnswer } from './entity.ts';
import { badRequest, quoted, resourceNotFound } from './refusals.ts';

/** Source: learn.microsoft.com/defender-endpoint/api/get-file-statistics */
const maxLookBackHours = 720;

export function getFile(call: Call): Answer {
  return entityAnswer(call, 'Files/$entity', fileIn(call).file);
}

export function getFileStats(call: Call): Answer {
  const { stats } = fileIn(call);
  const lookBackHours = call.query.get('lookBackHours') ?? String(maxLookBackHours);
  if (!/^\d{1,5}$/.test(lookBackHours) || Number(lookBackHours) > maxLookBackHours) {
    throw badRequest(`lookBackHours must be between 0 and ${maxLookBackHours}`, 'InvalidInput');
  }
  return entityAnswer(call, 'microsoft.windowsDefenderATP.api.InOrgFileStats', stats);
}

export function getFileAlerts(call: Call): Answer {
  return relatedAnswer(call, 'Alerts', alertsOfFile(call.store.world, sha1In(call)).map(withoutEvidence));
}

export function getFileMachines(call: Call): Answer {
  const machines = machinesOfFile(call.store.world, sha1In(call));
  return relatedAnswer(
    call,
    'Machines',
    machines.map(({ machine }) => machine),
  );
}

/** These two take no other hash, and give nothing for a file that is not known. */
function sha1In({ params }: Call): string {
  const { id = '' } = params;
  if (!/^[0-9a-f]{40}$/i.test(id)) throw badRequest(`Hash value ${quoted(id)} is not a SHA-1`, 'InvalidHashValue');
  return id.toLowerCase();
}

function fileIn({ params, store }: Call): FileRecord {
  const { id = '' } = params;
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(id)) {
    throw badRequest(`Hash value ${quoted(id)} is neither a SHA-1 nor a SHA-256`, 'InvalidHashValue');
  }
  const record = findFile(store.world, id);
  if (record === undefined) throw resourceNotFound(`File ${id}`);
  return record;
}
