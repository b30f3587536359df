/** An alert from its link to the indicators that a script found, step by step, as somebody does it on a phone. */

import { actions, alerts } from '../../emulator/data/ids.ts';
import type { PlaygroundPage } from './playground-page.ts';

export interface Step {
  /** What is opened by it. */
  readonly name: string;
  /** What the person does, in words for the tour. */
  readonly does: string;
  /** Resolves with how many presses it took. */
  readonly act: (person: PlaygroundPage) => Promise<number>;
  /** The first line of the answer. */
  readonly finding: string;
  /** What the answer shows and nothing before it did, where that is not the finding. */
  readonly shows?: string;
  /** Which message the answer is: a new one, or the one that was pressed on. */
  readonly answer: 'posted' | 'edited';
  readonly presses: number;
}

const alertLink = `https://security.microsoft.com/alerts/${alerts.hackTool}?tid=72f988bf-0000-4000-8000-000000000001`;

export const story: readonly Step[] = [
  {
    name: 'alert',
    does: 'pastes the link of the alert from the portal',
    act: async (person) => {
      await person.say(alertLink);
      return 0;
    },
    finding: "'AutoKms' hacktool was prevented on LAPTOP-042",
    answer: 'posted',
    presses: 0,
  },
  {
    name: 'files',
    does: '_Files_',
    act: (person) => person.press('Files'),
    finding: 'kms.exe: HackTool:MSIL/AutoKms, prevented',
    answer: 'posted',
    presses: 1,
  },
  {
    name: 'file',
    does: 'the row of _kms.exe_',
    act: (person) => person.tap('kms.exe'),
    finding: 'kms.exe: HackTool:MSIL/AutoKms, 1 open alert, on 3 devices here',
    answer: 'posted',
    presses: 1,
  },
  {
    name: 'device',
    does: 'the row of _LAPTOP-042_',
    act: (person) => person.tap(/^LAPTOP-042/),
    finding: 'LAPTOP-042: risk High, 3 open alerts',
    answer: 'posted',
    presses: 1,
  },
  {
    name: 'action',
    does: 'the row of _persistence.ps1_',
    act: (person) => person.tap('persistence.ps1'),
    finding: 'Live response on LAPTOP-042: succeeded',
    shows: `action ${actions.indicators}`,
    answer: 'posted',
    presses: 1,
  },
  {
    name: 'result',
    does: '_Result 0_',
    act: (person) => person.press('Result 0'),
    finding: 'persistence.ps1 on LAPTOP-042: 1 error line (exit code 0)',
    answer: 'posted',
    presses: 1,
  },
  {
    name: 'search',
    does: '_Search_, types `TCP`, _Find_',
    act: async (person) => {
      const opened = await person.press('Search');
      await person.fill('Search the whole output', 'TCP');
      return opened + (await person.press('Find'));
    },
    finding: 'persistence.ps1 on LAPTOP-042: 1 error line (exit code 0)',
    shows: 'search: TCP',
    answer: 'edited',
    presses: 2,
  },
  {
    name: 'indicators',
    does: '_Indicators_',
    act: (person) => person.press('Indicators'),
    finding:
      '29 indicators in the output of persistence.ps1 on LAPTOP-042: 4 hashes, 2 URLs, 4 domains, ' +
      '5 IP addresses, 1 e-mail address, 1 CVE id, 2 registry keys, 10 paths',
    answer: 'edited',
    presses: 1,
  },
];

export interface Told {
  readonly step: string;
  readonly presses: number;
  /** Wall time from the first touch until the answer is in sight. */
  readonly seconds: number;
  readonly finding: string;
  /** `elsewhere`: a message changed that is neither new nor the newest, or more than one did. */
  readonly answer: Step['answer'] | 'elsewhere';
}

/** Does one step, where the one before it has left the conversation. */
export async function tell({ name, act, finding, shows = finding }: Step, person: PlaygroundPage): Promise<Told> {
  const before = await person.cards();
  const startedMs = performance.now();
  const presses = await act(person);
  await person.card(shows);
  const seconds = (performance.now() - startedMs) / 1000;
  const after = await person.cards();
  const [first = ''] = (after.at(-1) ?? '').split('\n');
  return { step: name, presses, seconds, finding: first, answer: answerOf(before, after) };
}

function answerOf(before: readonly string[], after: readonly string[]): Told['answer'] {
  const isSame = (upTo: number): boolean => after.slice(0, upTo).every((card, i) => card === before[i]);
  if (after.length === before.length + 1 && isSame(before.length)) return 'posted';
  if (after.length === before.length && isSame(before.length - 1)) return 'edited';
  return 'elsewhere';
}
