/** Source: learn.microsoft.com/defender-endpoint/api/get-file-information, get-file-statistics */

import type { Answer } from '../http/exchange.ts';
import { findFile, type FileRecord } from '../world.ts';
import type { Call } from './call.ts';
import { entityAnswer } from './entity.ts';
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

function fileIn({ params, store }: Call): FileRecord {
  const { id = '' } = params;
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(id)) {
    throw badRequest(`Hash value ${quoted(id)} is neither a SHA-1 nor a SHA-256`, 'InvalidHashValue');
  }
  const record = findFile(store.world, id);
  if (record === undefined) throw resourceNotFound(`File ${id}`);
  return record;
}
