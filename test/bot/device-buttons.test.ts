import { expect, test } from '@jest/globals';
import { deviceButtons } from '../../src/bot/device-buttons.ts';
import type { Machine } from '../../src/defender/model.ts';
import { ago, machineId, now } from '../cards/views.ts';

/** What a button is made of. */
function machine(parts: Pick<Machine, 'id' | 'name' | 'lastSeen'>): Machine {
  return parts as Machine; // nothing else of it is looked at
}

const asks = (id: string) => ({ command: 'alerts', words: [id] });

test('a device is told from its namesakes by when it was seen', () => {
  const twins = [
    machine({ id: machineId, name: 'srv§-1', lastSeen: ago(7_200) }),
    machine({ id: machineId, name: undefined, lastSeen: undefined }),
  ];

  expect(deviceButtons(twins, now, asks)).toEqual([
    { title: 'srv--1, seen 2 h ago', data: { command: 'alerts', words: [machineId] } },
    { title: machineId, data: { command: 'alerts', words: [machineId] } },
  ]);
});

test('there are as many as Teams shows, and none for what is no device id', () => {
  const odd = machine({ id: 'x y', name: 'x', lastSeen: undefined });
  const many = Array.from({ length: 9 }, () => machine({ id: machineId, name: 'srv', lastSeen: undefined }));

  expect(deviceButtons([odd, ...many], now, asks)).toHaveLength(6);
});
