/** A few minutes of the soak of `npm run bench -- soak`: mixed traffic, everything in bad weather, one process. */

import { expect, test } from '@jest/globals';
import { reportOf } from '../../bench/soak/report.ts';
import { soak } from '../../bench/soak/run.ts';

test('in bad weather every question is answered once, and no limit is exceeded', async () => {
  const soaked = await soak({ seed: 7, places: 8, minutes: 4, speed: 60, isHeapMeasured: false });

  const wrong = reportOf(soaked).filter(({ isGood }) => isGood === false);
  expect(wrong).toEqual([]);
  expect(soaked.asked).toBeGreaterThan(30);
}, 120_000);
