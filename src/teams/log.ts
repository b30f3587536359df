/** Where the edge writes to; a pino logger fits. Fields hold words of ours and errors, never what a caller sent. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
