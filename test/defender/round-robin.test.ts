import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRoundRobin, type RoundRobin } from '../../src/defender/round-robin.ts';

function filled(...items: readonly string[]): RoundRobin<string> {
  const lines = createRoundRobin<string>();
  for (const item of items) lines.add(item.slice(0, 1), item);
  return lines;
}

function drained(lines: RoundRobin<string>): readonly string[] {
  const items: string[] = [];
  for (let item = lines.shift(); item !== undefined; item = lines.shift()) items.push(item);
  return items;
}

test('gives one of each line before the second of any, and keeps the order within a line', () => {
  expect(drained(filled('a1', 'a2', 'a3', 'b1', 'c1', 'c2'))).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
});

test('who comes late stands behind the lines that are there, and before their second round', () => {
  const lines = filled('a1', 'a2', 'a3', 'b1');
  lines.shift();

  lines.add('c', 'c1');

  expect(drained(lines)).toEqual(['b1', 'a2', 'c1', 'a3']);
});

test('what is taken out leaves the others where they were', () => {
  const lines = filled('a1', 'a2', 'b1');

  lines.remove('a', 'a1');
  lines.remove('b', 'b1');
  lines.remove('x', 'x1');

  expect(drained(lines)).toEqual(['a2']);
  expect(lines.isEmpty()).toBe(true);
});

test('foretells the order in which it gives', () => {
  const items = fc.array(fc.constantFrom('a1', 'a2', 'b1', 'b2', 'c1', 'd1', 'd2', 'd3'));
  fc.assert(
    fc.property(items, fc.nat(10), (added, taken) => {
      const lines = filled(...added);
      for (let i = 0; i < taken; i++) lines.shift();

      expect(lines.inOrder()).toEqual(drained(lines));
    }),
  );
});
