/** The beginning of a line whose end has not come. Appending many small parts costs little. */

const minBytes = 512;

export interface HeldLine {
  readonly length: () => number;
  readonly append: (bytes: Uint8Array) => void;
  /** Gives it away: nothing is held any more. */
  readonly take: () => Buffer;
}

export function createHeldLine(): HeldLine {
  let room = Buffer.alloc(0);
  let length = 0;
  return {
    length: () => length,
    append(bytes) {
      if (length + bytes.length > room.length) {
        const larger = Buffer.allocUnsafe(Math.max(minBytes, (length + bytes.length) * 2));
        room.copy(larger, 0, 0, length);
        room = larger;
      }
      room.set(bytes, length);
      length += bytes.length;
    },
    take() {
      const taken = room.subarray(0, length);
      room = Buffer.alloc(0); // what was given away may be in use
      length = 0;
      return taken;
    },
  };
}
