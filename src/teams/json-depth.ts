const quote = 0x22;
const backslash = 0x5c;
const openers = new Set([0x5b, 0x7b]); // [ {
const closers = new Set([0x5d, 0x7d]); // ] }

/** True when no object or list of the JSON text is nested deeper than `maxDepth`. Looks at each character once. */
export function isWithinDepth(text: string, maxDepth: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === backslash) i++;
      else if (code === quote) inString = false;
    } else if (code === quote) inString = true;
    else if (openers.has(code) && ++depth > maxDepth) return false;
    else if (closers.has(code)) depth--;
  }
  return true;
}
