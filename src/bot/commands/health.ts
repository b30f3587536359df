import { healthCard } from '../../cards/health.ts';
import { defineCommand } from '../command.ts';
import { readerOf } from '../reader.ts';

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
    const card = healthCard({
      versions: health.versions,
      uptimeMs: health.uptimeMs(),
      isStateOk,
      lastCall: health.lastCall(),
      quotas: health.quotaLeft(),
      journal: journal && { since: new Date(journal.since), waiting: isAdmin ? journal.waiting : undefined },
      roles: isAdmin ? health.roles() : undefined,
      reader: readerOf(context),
    });
    return { outcome: 'answered', subject: 'health', card };
  },
});
