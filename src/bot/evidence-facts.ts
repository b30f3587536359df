/** What is kept of a result that was shown: which it was, and its sum. Nothing that a device wrote. */

import type { ResultOf } from '../cards/action-facts.ts';
import type { CommandResult, DecodeStep } from '../transcript/model.ts';
import type { EvidenceFacts } from './command.ts';

export function evidenceFacts({ actionId, index, action }: ResultOf, found: CommandResult | undefined): EvidenceFacts {
  const of = action === undefined || action.commands.length === 0 ? '' : ` of ${action.commands.length}`;
  const source = `command ${index + 1}${of} (index ${index}) of action ${actionId}`;
  if (found === undefined) return { what: `first part of the output of ${source}`, sha256: '' };
  if (found.kind === 'file')
    return { what: `name and hashes of the file from ${source}`, sha256: found.file.raw.sha256 };
  const { raw, content, steps } = found.transcript;
  // Where reading stopped is chance, in what is stored: of what was shown there is a sum that says something.
  if (steps.some(isBroken)) return { what: `first part of the output of ${source}`, sha256: content.sha256 };
  return { what: `output of ${source}`, sha256: raw.sha256 };
}

function isBroken({ kind }: DecodeStep): boolean {
  return kind === 'cut' || kind === 'bomb' || kind === 'damagedGzip';
}
