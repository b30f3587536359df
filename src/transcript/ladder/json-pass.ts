/** Goes over one JSON value of any size without taking it apart. */
export interface Passing {
  /** Behind the end of the value, or all there is. */
  readonly pass: (input: Uint8Array, start: number) => { readonly at: number; readonly isEnded: boolean };
}

/** @param isString - its opening quote is behind us already. */
export function createPassing(isString: boolean): Passing {
  let depth = 0;
  let inString = isString;
  let isEscaped = false;
  return {
    pass(input, start) {
      for (let at = start; at < input.length; at++) {
        const byte = input[at];
        if (isEscaped) isEscaped = false;
        else if (inString) {
          if (byte === 0x5c) isEscaped = true;
          else if (byte === 0x22) inString = false;
          else continue;
          if (!inString && depth === 0) return { at: at + 1, isEnded: true };
        } else if (byte === 0x22) inString = true;
        else if (byte === 0x7b || byte === 0x5b) depth += 1;
        else if (byte === 0x7d || byte === 0x5d) {
          depth -= 1;
          if (depth <= 0) return { at: at + 1, isEnded: true };
        }
      }
      return { at: input.length, isEnded: false };
    },
  };
}
