/** The emulator's time: starts with real time, then runs at its own speed. Every state, expiry and quota follows it. */

export interface EmulatorClock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** Jumps ahead. Time never runs backwards: throws RangeError on a negative or endless jump. */
  advance(ms: number): void;
  /** 1 is real time, 0 stands still. Throws RangeError outside 0 to `maxSpeed`. */
  setSpeed(factor: number): void;
  /** Back to real time at speed 1. */
  reset(): void;
}

const maxSpeed = 100_000;

/** The last moment a Date can hold. Source: ECMA-262 section 21.4.1.1 */
const lastMomentMs = 8.64e15;

/** @param realNow - milliseconds since the epoch; tests pass a time that stands still. */
export function createClock(realNow: () => number): EmulatorClock {
  let anchor = { real: realNow(), own: realNow(), speed: 1 };

  function now(): number {
    return Math.round(anchor.own + (realNow() - anchor.real) * anchor.speed);
  }

  return {
    now,
    advance(ms) {
      if (!(ms >= 0 && now() + ms < lastMomentMs)) throw new RangeError('advanceMs must be a number of 0 or more');
      anchor = { ...anchor, real: realNow(), own: now() + ms };
    },
    setSpeed(factor) {
      if (!(factor >= 0 && factor <= maxSpeed)) throw new RangeError(`speed must be between 0 and ${maxSpeed}`);
      anchor = { real: realNow(), own: now(), speed: factor };
    },
    reset() {
      anchor = { real: realNow(), own: realNow(), speed: 1 };
    },
  };
}
