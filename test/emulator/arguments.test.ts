import { describe, expect, test } from '@jest/globals';
import { arrivingIn, worldSizeIn } from '../../emulator/arguments.ts';

describe('the words after the program', () => {
  test.each([
    [[], undefined],
    [['--alerts', '2000', '--devices', '500'], { alerts: 2000, devices: 500, seed: 1 }],
    [['--devices=500', '--seed=7'], { alerts: 0, devices: 500, seed: 7 }],
  ])('%j ask for %j', (words, size) => {
    expect(worldSizeIn(words)).toEqual(size);
  });

  test.each([
    [[], undefined],
    [['--arriving', '0'], undefined],
    [['--arriving', '250'], { perHour: 250, seed: 1 }],
    [['--arriving=60', '--seed=7', '--alerts', '20'], { perHour: 60, seed: 7 }],
  ])('%j let alerts come as %j', (words, arriving) => {
    expect(arrivingIn(words)).toEqual(arriving);
  });

  test.each([
    [['--alerts', '-1']],
    [['--alerts', '1e3']],
    [['--alerts']],
    [['--alerts', '20001']],
    [['2000']],
    [['--x', '1']],
  ])('%j ask for nothing that there is', (words) => {
    expect(() => worldSizeIn(words)).toThrow();
  });

  test('no number of arrivals is refused', () => {
    expect(() => arrivingIn(['--arriving', 'many'])).toThrow('--arriving must be a number from 0 to 20000.');
  });
});
