/** Alerts that no client should trip over. */

import { minutes, utc } from '../time.ts';
import type { AlertRecord } from '../world.ts';
import { inventedAlert } from './alert.ts';
import { fileEvidence } from './evidence.ts';
import { inventedFile } from './file.ts';
import { hostileNames } from './hostile.ts';
import { alerts, machines } from './ids.ts';

export function hostileNamesAlert(startMs: number): AlertRecord {
  const createdMs = startMs - minutes(190);
  const named = hostileNames.map(({ seed, name, path }, position) => ({
    name,
    path,
    file: inventedFile({
      seed,
      sizeBytes: 40_960 + position,
      determinationType: position === 0 ? 'Malware' : 'Unknown',
      determinationValue: position === 0 ? 'Trojan:Win32/Masquerade.A' : null,
      topFileNames: [name],
      overlay: { filePublisher: `Micros\u200Boft [Corp](http://evil.example) ${position}` },
    }),
  }));
  return inventedAlert({
    id: alerts.hostileNames,
    title: 'Masquerading: **[open me](http://evil.example)** <at>Everyone</at>',
    description: 'Names made to deceive.\u202E\u200B See hxxp://evil.example',
    severity: 'High',
    category: 'DefenseEvasion',
    machineId: machines.laptop,
    createdMs,
    files: named.map(({ file }) => file),
    evidence: named.map(({ file, name, path }) => fileEvidence(file, utc(createdMs, 2), { name, path })),
    overlay: {
      mitreTechniques: ['T1036.002', 'T1036.005'],
      comments: [{ comment: 'ok\n\n# fake heading', createdBy: 'x@evil.example', createdTime: utc(createdMs, 0) }],
    },
  });
}

export function wrongTypeAlert(startMs: number): AlertRecord {
  const createdMs = startMs - minutes(20);
  const sound = inventedFile({ seed: 'sound', sizeBytes: 8192, topFileNames: ['sound.dll'] });
  const odd = inventedFile({ seed: 'odd', sizeBytes: 0, topFileNames: ['odd.dll'], overlay: { size: 'big' } });
  return inventedAlert({
    id: alerts.wrongType,
    title: 'Unsigned module loaded',
    description: 'An unsigned module was loaded into a signed process.',
    severity: 'Low',
    category: 'Persistence',
    machineId: machines.fileServer,
    createdMs,
    files: [odd, sound],
    evidence: [
      fileEvidence(odd, utc(createdMs), { name: 'odd.dll', path: 'C:\\ProgramData' }),
      fileEvidence(sound, utc(createdMs), { name: 'sound.dll', path: 'C:\\ProgramData' }),
    ],
  });
}
