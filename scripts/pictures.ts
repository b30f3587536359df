/** `npm run pictures`: the cards of the documentation, taken from the running product in a real client. */

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { actions, alerts } from '../emulator/data/ids.ts';
import { startStage } from '../test/support/stage.ts';

const folder = fileURLToPath(new URL('../docs/pictures/', import.meta.url));

/** Of the form of an alert id, and nobody's. */
const unknownAlert = 'da638993500000000000_-1000000000';

/** File, what is typed, what the card then shows. */
const pictures = [
  ['files', `files ${alerts.hackTool}`, 'kms.exe: HackTool'],
  ['result', `result ${actions.minidump} 0`, 'minidump.ps1 on LAPTOP-042'],
  ['errors', `result ${actions.errorsWithExitZero}`, 'error lines (exit code 0)'],
  ['indicators', `result ${actions.indicators} 0 iocs`, 'indicators in the output'],
  ['action', `result ${actions.failedScript} all`, 'Live response on LAPTOP-042: failed'],
  ['file', `result ${actions.minidump} 1`, 'collected from LAPTOP-042'],
  ['failure', `files ${unknownAlert}`, 'Defender knows no such alert.'],
  ['help', 'help', 'What I can do'],
] as const;

await mkdir(folder, { recursive: true });
const { person, close } = await startStage();
try {
  await person.open('personal');
  for (const [name, text, shows] of pictures) {
    await person.say(text);
    await person.card(shows);
    await person.screenshot(`${folder}${name}.png`, 'phone');
    console.log(`docs/pictures/${name}.png`);
  }
} finally {
  await close();
}
