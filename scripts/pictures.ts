/**
 * `npm run pictures`: the pictures of the documentation and the table of docs/tour.md, taken from the running product in
 * a real client: first the story of an alert on a phone, then cards as a phone and as a desktop show them.
 */

import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { actions, alerts, living } from '../emulator/data/ids.ts';
import type { PlaygroundPage } from '../test/support/playground-page.ts';
import { startStage } from '../test/support/stage.ts';
import { story, tell, type Told } from '../test/support/story.ts';
import { until } from '../test/support/until.ts';
import { tourTable, withTable } from './tour-table.ts';

const docs = fileURLToPath(new URL('../docs/', import.meta.url));

/** Of the form of an alert id, and nobody's. */
const unknownAlert = 'da638993500000000000_-1000000000';

/** Name, what is typed, what the card then shows. */
const cards = [
  ['many-files', `files ${alerts.hackTool}`, 'kms.exe: HackTool'],
  ['long-output', `result ${actions.longOutput}`, 'last 15 lines'],
  ['errors-first', `result ${actions.errorsWithExitZero}`, 'error lines (exit code 0)'],
  ['failed', `result ${actions.failedScript} all`, 'Live response on LAPTOP-042: failed'],
  ['collected', `result ${actions.minidump} 1`, 'collected from LAPTOP-042'],
  ['unknown', `files ${unknownAlert}`, 'Defender knows no such alert.'],
  ['help', 'help', 'What I can do'],
] as const;

/** File in docs/pictures → the shots in it, side by side. At most twelve in all. */
const pictures = {
  'tour-alert': ['alert-phone', 'files-phone', 'file-phone'],
  'tour-device': ['device-phone', 'action-phone'],
  'tour-output': ['result-phone', 'search-phone', 'indicators-phone'],
  files: ['many-files-phone', 'many-files-desktop'],
  long: ['long-output-phone', 'long-output-desktop'],
  errors: ['errors-first-phone', 'errors-first-desktop'],
  ends: ['failed-phone', 'collected-phone', 'unknown-phone'],
  help: ['help-phone', 'help-desktop'],
  together: ['on-it-phone', 'timeline-phone'],
  told: ['watched-phone', 'arrived-phone'],
} as const;

async function tellStory(person: PlaygroundPage, shots: string): Promise<readonly Told[]> {
  await person.showAs('phone');
  const told: Told[] = [];
  for (const step of story) {
    told.push(await tell(step, person));
    await person.screenshot(join(shots, `${step.name}-phone.png`), 'phone');
  }
  return told;
}

async function showCards(person: PlaygroundPage, shots: string): Promise<void> {
  for (const [name, text, shows] of cards) {
    await person.say(text);
    await person.card(shows);
    for (const client of ['phone', 'desktop'] as const)
      await person.screenshot(join(shots, `${name}-${client}.png`), client);
  }
}

/** What comes by itself takes a while: an action its time, a new alert until the bot looks again. */
const byItselfMs = 150_000;

/** In a group chat: who is on it, an action that ends, an alert that arrives, and what all of it comes to. */
async function workTogether(person: PlaygroundPage, shots: string): Promise<void> {
  const ask = (text: string): Promise<void> => person.say(text, { mention: true });
  const shot = async (name: string, on: string | RegExp): Promise<void> => {
    const isThere = async (): Promise<true | undefined> =>
      (await person.cards()).some((card) => card.search(on) !== -1) ? true : undefined;
    await until(isThere, byItselfMs);
    await person.screenshot(join(shots, `${name}-phone.png`), 'phone', on);
  };
  await person.open('group');
  await ask('subscribe alerts low');
  await ask(`watch ${living.succeeds}`);
  await ask(`alert ${alerts.hackTool}`);
  await person.card("'AutoKms' hacktool");
  await person.press('I’m on it');
  await shot('on-it', 'Alex Wilber is on it since');
  await ask('timeline');
  await shot('timeline', 'What was found in this chat');
  await shot('watched', 'the watch is over');
  await shot('arrived', /^(?:New alert|\d+ new alerts?)/);
}

/** From the left. ImageMagick puts them together. */
function sideBySide(shots: readonly string[], picture: string): void {
  const ground = ['-background', '#ebebeb', '-gravity', 'northwest'];
  const border = ['-bordercolor', '#ebebeb', '-border', '12'];
  execFileSync('convert', [...shots, ...ground, ...border, '+append', '+repage', picture]);
  console.log(picture);
}

const shots = await mkdtemp(join(tmpdir(), 'shots-'));
const { person, close } = await startStage(
  { SLOW_REPLY_MS: '15000' }, // a busy machine is no slow Defender
  { arriving: { perHour: 240, seed: 1 } },
);
try {
  await person.open('personal');
  const table = tourTable(story, await tellStory(person, shots));
  await showCards(person, shots);
  await workTogether(person, shots);
  await mkdir(join(docs, 'pictures'), { recursive: true });
  for (const [name, of] of Object.entries(pictures)) {
    sideBySide(
      of.map((shot) => join(shots, `${shot}.png`)),
      join(docs, 'pictures', `${name}.png`),
    );
  }
  const tour = join(docs, 'tour.md');
  await writeFile(tour, await withTable(await readFile(tour, 'utf8'), table));
  console.log(table);
} finally {
  await close();
  await rm(shots, { recursive: true });
}
