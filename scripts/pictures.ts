/**
 * `npm run pictures`: the cards of the documentation, taken from the running product in a real client, each as a phone
 * and as a desktop shows it.
 */

import { execFileSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { actions, alerts } from '../emulator/data/ids.ts';
import { startStage } from '../test/support/stage.ts';

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));

/** Of the form of an alert id, and nobody's. */
const unknownAlert = 'da638993500000000000_-1000000000';

/** File, what is typed, what the card then shows. At most twelve in all. */
const pictures = [
  ['files', `files ${alerts.hackTool}`, 'kms.exe: HackTool'],
  ['result', `result ${actions.minidump} 0`, 'minidump.ps1 on LAPTOP-042'],
  ['long', `result ${actions.longOutput}`, 'last 15 lines'],
  ['errors', `result ${actions.errorsWithExitZero}`, 'error lines (exit code 0)'],
  ['search', `result ${actions.longOutput} grep 7996`, 'search: 7996'],
  ['indicators', `result ${actions.indicators} 0 iocs`, 'indicators in the output'],
  ['action', `result ${actions.failedScript} all`, 'Live response on LAPTOP-042: failed'],
  ['file', `result ${actions.minidump} 1`, 'collected from LAPTOP-042'],
  ['failure', `files ${unknownAlert}`, 'Defender knows no such alert.'],
  ['help', 'help', 'What I can do'],
] as const;

/** The phone's on the left. ImageMagick puts them together. */
function sideBySide(phone: string, desktop: string, both: string): void {
  const space = ['-background', '#ebebeb', '-gravity', 'northwest'];
  execFileSync('convert', [
    phone,
    desktop,
    ...space,
    '-bordercolor',
    '#ebebeb',
    '-border',
    '12',
    '+append',
    '+repage',
    both,
  ]);
}

await mkdir(folder, { recursive: true });
const { person, close } = await startStage();
try {
  await person.open('personal');
  for (const [name, text, shows] of pictures) {
    const [phone, desktop] = [`${folder}${name}-phone.png`, `${folder}${name}-desktop.png`];
    await person.say(text);
    await person.card(shows);
    await person.screenshot(phone, 'phone');
    await person.screenshot(desktop, 'desktop');
    sideBySide(phone, desktop, `${folder}${name}.png`);
    await Promise.all([phone, desktop].map((path) => rm(path)));
    console.log(`docs/pictures/${name}.png`);
  }
} finally {
  await close();
}
