import { healthCard, type LastCall } from '../../cards/health.ts';
import { defineCommand, type Command } from '../command.ts';
import { readerOf } from '../reader.ts';
import type { RoleTable } from '../role-table.ts';

export const health = defineCommand({
  name: 'health',
  group: 'bot',
  aliases: ['status', 'ping', 'version'],
  summary: 'How I am: versions, Defender as I last met it, and what is left of its quota',
  examples: ['health'],
  evidence: false,
  listed: true,
  menu: false,
  permissions: [],
  args: {},
  async run(_, context) {
    const { asker, health } = context;
    const [isStateOk, holder] = await Promise.all([health.isStateOk(), asker.holder()]);
    const isAdmin = holder.has('admin');
    const journal = health.journal();
    const lastCall = health.lastCall();
    const card = healthCard({
      versions: health.versions,
      uptimeMs: health.uptimeMs(),
      isStateOk,
      lastCall,
      quotas: health.quotaLeft(),
      journal: journal && { since: new Date(journal.since), waiting: isAdmin ? journal.waiting : undefined },
      roles: isAdmin ? known(health.roles(), context.commands) : undefined,
      policyFrom: isAdmin ? health.policyFrom() : undefined,
      reader: readerOf(context),
    });
    return { outcome: isStateOk && hasAnswered(lastCall) ? 'answered' : 'partial', subject: 'health', card };
  },
});

/** Only of commands that people know by name. */
function known({ rows, ...table }: RoleTable, commands: readonly Command[]): RoleTable {
  const listed = new Set(commands.filter((one) => one.listed).map(({ name }) => name));
  return { ...table, rows: rows.filter(({ command }) => listed.has(command)) };
}

/** Whatever it said of what it was asked for. Not asked is no fault. */
function hasAnswered(call: LastCall | undefined): boolean {
  return call === undefined || (typeof call.outcome === 'number' && call.outcome < 500);
}
