/** The table of docs/tour.md: what was pressed or typed for each answer, and how long it took. */

import { format } from 'prettier';
import type { Step, Told } from '../test/support/story.ts';

export function tourTable(story: readonly Step[], told: readonly Told[]): string {
  const rows = told.map(({ step, presses, seconds }) => {
    const does = story.find(({ name }) => name === step)?.does ?? '';
    return row(step, does, String(presses), seconds.toFixed(1));
  });
  const [presses, seconds] = [sum(told.map((one) => one.presses)), sum(told.map((one) => one.seconds))];
  return [
    row('answer', 'pressed or typed', 'presses', 'seconds'),
    row('---', '---', '--:', '--:'),
    ...rows,
    row('together', '', String(presses), seconds.toFixed(1)),
  ].join('\n');
}

/** @param document - has one table, which is replaced. */
export async function withTable(document: string, table: string): Promise<string> {
  const told = document.replace(/^\|[^]*?\n(?!\|)/m, () => `${table}\n`);
  return format(told, { parser: 'markdown', printWidth: 120 });
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
