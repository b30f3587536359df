/** Many alerts by their ids, whatever Defender answers: each id has what was said of this very alert, or its own reason. */

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Ask } from '../../../src/defender/ask.ts';
import { defaultLimits } from '../../../src/defender/limits.ts';
import { alertQuestions } from '../../../src/defender/questions/alerts.ts';
import { anything } from '../wire/any-body.ts';

const ids = ['da1_1', 'da2_2', 'da3_3', 'da4_4', 'da5_5'] as const;

function askThatGives(list: unknown, single: (id: string) => unknown): Ask {
  return {
    get: (_, target) => {
      const path = typeof target === 'string' ? target : target.path;
      return Promise.resolve(path.startsWith('/api/alerts?') ? list : single(path.replace('/api/alerts/', '')));
    },
    recall: (_, call, read) => read(call),
    begun: (call = {}) => call,
    now: () => 0,
    report: () => undefined,
    apiUrl: 'http://127.0.0.1',
    limits: defaultLimits,
  };
}

const id = fc.oneof(fc.constantFrom(...ids, 'DA1_1', 'da9_9'), anything);
const one = fc.oneof(fc.record({ id, title: fc.oneof(fc.string(), anything) }), anything);

test('never the title of another alert, and never none without a reason', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(one, { maxLength: 8 }),
      fc.array(one, { minLength: 5, maxLength: 5 }),
      async (listed, alone) => {
        const ask = askThatGives({ value: listed }, (wanted) => alone[ids.findIndex((each) => each === wanted)]);

        const answers = await alertQuestions(ask).alertsByIds(ids);

        expect(answers.map((answer) => answer.id)).toEqual(ids);
        const said = [...listed, ...alone].map((each) => Object(each) as { id?: unknown; title?: unknown }); // any JSON
        for (const answer of answers) {
          if (!answer.ok) expect(answer.error).toMatchObject({ kind: 'malformed' });
          else {
            expect(answer.value.id).toBe(answer.id);
            const ofIt = said.filter((each) => typeof each.id === 'string' && each.id.toLowerCase() === answer.id);
            const titles = ofIt.map(({ title }) => (typeof title === 'string' && title !== '' ? title : undefined));
            expect(titles).toContain(answer.value.title);
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});
