/** After all tests: ends the PostgreSQL that was started before them. */

export default async function teardown(): Promise<void> {
  await globalThis.postgresServer?.stop();
}
