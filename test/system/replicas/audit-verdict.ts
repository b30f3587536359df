import { fileURLToPath } from 'node:url';
import { startChild } from '../../../scripts/child.ts';

const script = fileURLToPath(new URL('../../../scripts/audit.ts', import.meta.url));

/** What `npm run audit -- verify` says of the trail in this database. */
export async function auditVerdict(url: string): Promise<string> {
  const child = startChild([script, 'verify'], { env: { DATABASE_URL: url } });
  await child.exited();
  return child.output();
}
