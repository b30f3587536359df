/** The zip that Teams takes: manifest and icons, checked before it is written. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppManifestUtils, type AppManifest } from '@microsoft/app-manifest';
import schema from '@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.schema.json' with { type: 'json' };
import { zipSync, type Zippable } from 'fflate';
import { iconFault, icons } from './app-icons.ts';

/** What was given cannot become an app: the message is for whoever packages it. */
export class PackagingError extends Error {
  override readonly name = 'PackagingError';
}

/** @param file - where the zip goes; its folder is made. Throws a PackagingError that names every fault. */
export async function packageApp(manifest: object, file: string, iconFolder = ownIcons()): Promise<void> {
  const drawn = await Promise.all(
    icons.map(async (icon) => ({ icon, bytes: await readFile(`${iconFolder}${icon.file}`) })),
  );
  const faults = [
    ...(await manifestFaults(manifest)),
    ...drawn.map(({ icon, bytes }) => iconFault(icon, bytes)).filter((fault) => fault !== undefined),
  ];
  if (faults.length > 0) throw new PackagingError(`The app cannot be packaged:\n${faults.join('\n')}`);

  const entries: Zippable = Object.fromEntries(drawn.map(({ icon, bytes }) => [icon.file, bytes]));
  entries['manifest.json'] = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, zipSync(entries, { mtime: '1980-01-01' })); // same input, same bytes
}

type Schema = Parameters<typeof AppManifestUtils.validateAgainstSchema>[1];

/** Against the schema that comes with the package: left out, it would be downloaded. */
async function manifestFaults(manifest: object): Promise<readonly string[]> {
  // Whether it is an AppManifest is what is asked; the schema's type is ajv's, which no JSON file has by itself.
  return AppManifestUtils.validateAgainstSchema(manifest as AppManifest, schema as unknown as Schema);
}

function ownIcons(): string {
  return fileURLToPath(new URL('../appPackage/', import.meta.url));
}
