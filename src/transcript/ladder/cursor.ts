/** Bytes that stream, taken by exact counts: what is made of them then does not depend on how they came. */
export interface Cursor {
  /** Exactly as many; fewer only at the end. */
  readonly take: (bytes: number) => Promise<Uint8Array>;
  /** What was taken comes again, first. */
  readonly putBack: (bytes: Uint8Array) => void;
  /** All that is left, as it comes. */
  readonly rest: () => AsyncGenerator<Uint8Array>;
  /** To the end, for what watches the bytes on their way. */
  readonly drain: () => Promise<void>;
  /** How many were taken and not put back. */
  readonly taken: () => number;
  readonly close: () => Promise<void>;
}

const drainBytes = 65_536;

export function cursorOver(chunks: AsyncIterable<Uint8Array>): Cursor {
  const iterator = chunks[Symbol.asyncIterator]();
  let ahead: Uint8Array = new Uint8Array();
  let isOver = false;
  let taken = 0;

  async function next(): Promise<Uint8Array | undefined> {
    if (ahead.length > 0) {
      const chunk = ahead;
      ahead = new Uint8Array();
      return chunk;
    }
    while (!isOver) {
      const result = await iterator.next();
      if (result.done === true) isOver = true;
      else if (result.value.length > 0) return result.value;
    }
    return undefined;
  }

  async function take(bytes: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let missing = bytes;
    while (missing > 0) {
      const chunk = await next();
      if (chunk === undefined) break;
      parts.push(chunk.subarray(0, missing));
      ahead = chunk.subarray(missing);
      missing -= Math.min(missing, chunk.length);
    }
    taken += bytes - missing;
    const [only] = parts;
    return only !== undefined && parts.length === 1 ? only : Buffer.concat(parts);
  }

  return {
    take,
    putBack(bytes) {
      ahead = ahead.length === 0 ? bytes : Buffer.concat([bytes, ahead]);
      taken -= bytes.length;
    },
    async *rest() {
      for (let chunk = await next(); chunk !== undefined; chunk = await next()) {
        taken += chunk.length;
        yield chunk;
      }
    },
    async drain() {
      while ((await take(drainBytes)).length > 0);
    },
    taken: () => taken,
    async close() {
      isOver = true;
      ahead = new Uint8Array();
      await iterator.return?.();
    },
  };
}
