/**
 * JSON as live response really writes it: raw line breaks and control characters inside strings, NULs behind the end,
 * an end that is missing because the result was cut. Gives text for `JSON.parse`, which may still refuse it.
 */
export function mendJson(text: string): string {
  let mended = '';
  let inString = false;
  let escaped = false;
  const open: string[] = [];
  for (const char of text) {
    if (!inString) {
      if (char === '"') inString = true;
      else if (char === '{') open.push('}');
      else if (char === '[') open.push(']');
      else if (char === open.at(-1)) open.pop();
      if (char !== '\0') mended += char;
    } else if (escaped) {
      escaped = false;
      mended += escapedInString(char);
    } else {
      if (char === '\\') escaped = true;
      else if (char === '"') inString = false;
      mended += char < ' ' ? escapedInString(char) : char;
    }
  }
  if (escaped) mended = mended.slice(0, -1);
  return mended.replace(/\\u[0-9a-f]{0,3}$/i, inString ? '' : '$&') + (inString ? '"' : '') + open.reverse().join('');
}

function escapedInString(char: string): string {
  return char < ' ' ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : char;
}
