/** One after the other, in the order in which they came. */
export type Line = <T>(work: () => Promise<T>) => Promise<T>;

export function createLine(): Line {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined); // one that fails holds up no other
    return done;
  };
}
