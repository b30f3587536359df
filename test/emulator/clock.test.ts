import { describe, expect, test } from '@jest/globals';
import { createClock } from '../../emulator/clock.ts';

function movable() {
  const real = { now: 1_000_000 };
  return { real, clock: createClock(() => real.now) };
}

describe('the clock', () => {
  test('runs with real time', () => {
    const { real, clock } = movable();

    real.now += 500;

    expect(clock.now()).toBe(1_000_500);
  });

  test('jumps, and goes on from there', () => {
    const { real, clock } = movable();

    clock.advance(60_000);
    real.now += 500;

    expect(clock.now()).toBe(1_060_500);
  });

  test('keeps what has passed when its speed changes', () => {
    const { real, clock } = movable();

    clock.setSpeed(60);
    real.now += 1000;
    clock.setSpeed(0);
    real.now += 1000;

    expect(clock.now()).toBe(1_060_000);
  });

  test('is real time again after a reset', () => {
    const { real, clock } = movable();
    clock.advance(60_000);
    clock.setSpeed(10);

    clock.reset();
    real.now += 5;

    expect(clock.now()).toBe(1_000_005);
  });

  test.each([-1, Number.NaN, Infinity, 1e300])('never jumps by %p', (ms) => {
    const { clock } = movable();

    expect(() => clock.advance(ms)).toThrow(RangeError);
    expect(clock.now()).toBe(1_000_000);
  });

  test.each([-1, Number.NaN, Infinity])('never runs at speed %p', (speed) => {
    const { clock } = movable();

    expect(() => clock.setSpeed(speed)).toThrow(RangeError);
  });
});
