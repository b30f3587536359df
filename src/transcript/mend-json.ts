/**
 * JSON as live response really writes it: raw line breaks and control characters inside strings, NULs behind the end,
 * an end that is missing because the result was cut. Gives text for `JSON.parse`, which may still refuse it.
 * Of a cut document it keeps what is certain: a text as far as it goes, but no number and no key that may have gone on.
 */
export function mendJson(text: string): string {
  let mended = '';
  let string: 'key' | 'value' | undefined;
  let isKeyNext = false;
  let escape = ''; // as far as it has come
  let certain = 0; // with its brackets closed the document could end here
  const open: string[] = [];
  for (let at = 0; at < text.length;) {
    const plain = string !== undefined && escape === '' ? plainFrom(text, at) : '';
    if (plain !== '') {
      at += plain.length;
      mended += plain;
      if (string === 'value') certain = mended.length;
      continue;
    }
    const char = text.charAt(at++);
    if (open.length > maxDepth) return text;
    if (string !== undefined) {
      if (escape === '\\' && !escapable.includes(char)) {
        mended += '\\'; // a backslash that stood for itself
        escape = '';
      } else if (escape !== '' || char === '\\') {
        escape += char;
        if (escape.length === (escape[1] === 'u' ? 6 : 2)) escape = '';
      } else if (char === '"') string = undefined;
      mended += char < ' ' ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : char;
      if (escape === '' && string !== 'key' && !(string === undefined && isKeyNext)) certain = mended.length;
    } else if (char !== '\0') {
      if (char === ',') certain = Math.max(certain, mended.length);
      mended += char;
      if (char === '"') string = isKeyNext ? 'key' : 'value';
      else if (char === '{') open.push('}');
      else if (char === '[') open.push(']');
      else if (char === open.at(-1)) open.pop();
      if (char === '{' || char === ',') isKeyNext = open.at(-1) === '}';
      else if (char === ':' || char === '[') isKeyNext = false;
      if ('"{[}]'.includes(char) && string !== 'key') certain = mended.length;
    }
  }
  if (open.length === 0) return mended;
  return mended.slice(0, certain) + (string === 'value' ? '"' : '') + open.reverse().join('');
}

/** A transcript is one object of texts; what is nested like this is none, and would cost memory to take apart. */
const maxDepth = 64;

/** The text from here up to what has a meaning of its own: a quote, a backslash, a control character. */
function plainFrom(text: string, at: number): string {
  plainRun.lastIndex = at;
  return plainRun.exec(text)?.[0] ?? '';
}

const plainRun = /[^"\\\u0000-\u001F]+/y;

/** Source: RFC 8259 section 7 */
const escapable = '"\\/bfnrtu';
