/**
 * What is told of an error that nobody caught: what it is and where it came from. What it says stays out, for that may
 * be anybody's words: Node's own report of a URL that cannot be read prints the URL.
 */

export function crashFields(error: unknown): object {
  if (!Error.isError(error)) return { error: typeof error };
  return { error: word(error.name), code: 'code' in error ? word(error.code) : undefined, frames: framesOf(error) };
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' && /^\w{1,64}$/.test(value) ? value : undefined;
}

/** The lines of the stack behind the message; none where the message is not found in it, and so can not be left out. */
function framesOf({ message, stack = '' }: Error): readonly string[] {
  const at = stack.indexOf(message);
  if (at === -1) return [];
  const [, ...frames] = stack.slice(at + message.length).split('\n');
  return frames.map((frame) => frame.trim());
}
