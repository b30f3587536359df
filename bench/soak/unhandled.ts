/** Errors that nobody caught, while it is on. */

export function watchUnhandled(): { stop(): readonly string[] } {
  const seen: string[] = [];
  const note = (error: unknown): void =>
    void seen.push(Error.isError(error) ? (error.stack ?? error.message) : String(error));
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
  return {
    stop() {
      process.off('unhandledRejection', note);
      process.off('uncaughtException', note);
      return seen;
    },
  };
}
