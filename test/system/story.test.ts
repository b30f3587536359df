/** From the link of an alert to the indicators on its device, on a phone, with as few presses as there are. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlaygroundPage } from '../support/playground-page.ts';
import { startStage, type Stage } from '../support/stage.ts';
import { story, tell, type Told } from '../support/story.ts';
import { tourTable } from '../../scripts/tour-table.ts';

let stage: Stage;
let person: PlaygroundPage;
const told: Told[] = [];

beforeAll(async () => {
  stage = await startStage({ SLOW_REPLY_MS: '15000' }); // a busy machine is no slow Defender
  ({ person } = stage);
  await person.open('personal');
  await person.showAs('phone');
}, 60_000);

afterAll(async () => {
  process.stdout.write(`${tourTable(story, told)}\n`);
  await stage.close();
});

// Each step goes on from the card that the one before it brought.
describe('the story of an alert', () => {
  test.each(story)(
    '$name: $does',
    async (step) => {
      const one = await tell(step, person);

      told.push(one);
      expect(one).toMatchObject({ finding: step.finding, answer: step.answer, presses: step.presses });
    },
    20_000,
  );
});
