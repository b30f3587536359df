/** Waits for something that real sockets bring about: turns of the event loop, never a fixed time. Gives up loudly. */
export async function eventually(isSo: () => boolean, withinMs = 4_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!isSo()) {
    if (performance.now() > end) throw new Error('It did not come to pass');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
