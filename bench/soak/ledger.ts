/** Every question that was asked, and how often it was answered. What is settled is forgotten: a run of any length holds a few. */

import type { Clock } from '../../src/clock.ts';
import type { Fate, Weather } from './weather.ts';

export interface Question {
  /** Of its activities: two quick presses are one question. */
  readonly ids: readonly string[];
  /** For whoever looks into a complaint. */
  readonly what: string;
  readonly weather: Weather;
  /** What its messages meet is drawn from here, the first first. */
  nextFate(): Fate | undefined;
  /** Another answer stands; an edit of one counts as the same. */
  answered(): void;
  readonly answers: number;
}

export interface Ledger {
  ask(ids: readonly string[], what: string, weather: Weather): Question;
  of(activityId: string): Question | undefined;
  /** Waits until it is answered. False: it was not within `withinMs`. */
  answer(question: Question, withinMs: number): Promise<boolean>;
  /** Looks at it again after a while, in which whatever would be said twice is said. */
  settle(question: Question, expected?: number): void;
  complain(about: string): void;
  /** Resolves when all is settled. */
  close(): Promise<void>;
  readonly complaints: readonly string[];
  readonly asked: number;
  /** At the moment. */
  readonly open: number;
}

const settledAfterMs = 120_000;
const maxComplaints = 50;

export function createLedger(clock: Clock): Ledger {
  const questions = new Map<string, Question>();
  const waiting = new Map<Question, () => void>();
  const settling = new Set<Promise<void>>();
  const complaints: string[] = [];
  let asked = 0;

  function complain(about: string): void {
    if (complaints.length < maxComplaints) complaints.push(about);
  }

  async function settled(question: Question, expected: number): Promise<void> {
    await clock.sleep(settledAfterMs);
    for (const id of question.ids) questions.delete(id);
    const { answers, ids, what, weather } = question;
    if (answers === expected) return;
    const met = JSON.stringify(weather.fates);
    complain(`${ids.join('+')} (${what}) was answered ${answers} times, not ${expected}; it met ${met}`);
  }

  return {
    complaints,
    ask(ids, what, weather) {
      const fates = [...weather.fates];
      let answers = 0;
      const question: Question = {
        ids,
        what,
        weather,
        nextFate: () => fates.shift(),
        answered() {
          answers++;
          waiting.get(question)?.();
        },
        get answers() {
          return answers;
        },
      };
      for (const id of ids) questions.set(id, question);
      asked++;
      return question;
    },
    of: (activityId) => questions.get(activityId),
    async answer(question, withinMs) {
      if (question.answers > 0) return true;
      const enough = new AbortController();
      waiting.set(question, () => enough.abort());
      await clock.sleep(withinMs, enough.signal).catch(() => undefined); // it was answered
      waiting.delete(question);
      return question.answers > 0;
    },
    settle(question, expected = 1) {
      const work = settled(question, expected).finally(() => settling.delete(work));
      settling.add(work);
    },
    complain,
    async close() {
      while (settling.size > 0) await Promise.all(settling);
    },
    get asked() {
      return asked;
    },
    get open() {
      return new Set(questions.values()).size;
    },
  };
}
