/** A file that live response collected: what it is, by name, size and hashes. Its content is never shown. */

import type { CollectedFile } from '../transcript/model.ts';
import { facts, nextCommand, overview, watchOf, position, problems, type ResultOf } from './action-facts.ts';
import { actions } from './buttons.ts';
import template from './collected-file.json' with { type: 'json' };
import { footer, type Reader } from './footer.ts';
import type { Portal } from './portal.ts';
import { render, type Card } from './render.ts';
import { nameText, shortName } from './text.ts';
import { exactSize } from './units.ts';

export interface CollectedFileView {
  readonly of: ResultOf;
  readonly file: CollectedFile;
  readonly reader: Reader;
  readonly portal: Portal;
}

export function collectedFileCard({ of, file, reader, portal }: CollectedFileView): Card {
  const path = of.command?.params['Path'];
  return render(
    template,
    {
      finding: finding(of, file, nameText),
      facts: [path === undefined ? '' : nameText(path), ...facts(of, reader.now)]
        .filter((text) => text !== '')
        .map((text) => ({ text })),
      problems: problems(of, reader.now).map((text) => ({ text })),
      digests: digests(file).map((text) => ({ text })),
      footers: [
        'the file stays in Defender: only its name, size and hashes are shown',
        position(of),
        footer(reader),
      ].map((text) => ({ text })),
      ...actions({
        primary: [nextCommand(of)],
        secondary: [watchOf(of), overview(of)],
        links: [portal.device(of.action?.machineId)],
        own: 1, // Remove
      }),
    },
    finding(of, file, shortName),
  );
}

/** `OfficeClickToRun.dmp.zip collected from LAPTOP-042: 51.2 MB`. @param text - treats the foreign parts. */
function finding({ action, command }: ResultOf, file: CollectedFile, text: (name: string) => string): string {
  const name = file.name ?? command?.params['Path']?.split(/[\\/]/).at(-1) ?? 'file';
  const device = action?.deviceName === undefined ? '' : ` from ${text(action.deviceName)}`;
  return `${text(name)} collected${device}: ${file.content === undefined ? 'damaged' : exactSize(file.content.bytes)}`;
}

function digests({ content, raw, gunzipped }: CollectedFile): readonly string[] {
  const asStored = [`as stored (gzip): ${exactSize(raw.bytes)}`, `SHA-256 ${raw.sha256}`];
  if (content === undefined) return ['the gzip is damaged: no hashes of the file itself', ...asStored];
  const own = [`SHA-256 ${content.sha256}`, `SHA-1 ${content.sha1}`, `MD5 ${content.md5}`];
  return gunzipped ? [...own, ...asStored] : own;
}
