import { auditCard } from '../../cards/audit.ts';
import { page } from '../arg.ts';
import { auditChoice, fromRecord } from '../audit-filter.ts';
import { defineCommand } from '../command.ts';
import { readerOf } from '../reader.ts';

const perPage = 10;

export const audit = defineCommand({
  name: 'audit',
  group: 'bot',
  aliases: [],
  summary: 'Who asked me what, and how it went',
  examples: ['audit', 'audit 25', 'audit user Alex Wilber', 'audit 636688558380765161_2136280442'],
  evidence: false,
  listed: false,
  role: 'admin',
  onlyIn: 'personal',
  keeps: true,
  permissions: [],
  args: {
    choice: auditChoice('The newest n commands, those of a person, or those about an id; all when nothing is said'),
    from: fromRecord('From this record on'),
    page: page(`${perPage} commands at a time`),
  },
  async run({ choice, from, page }, context) {
    const { audit } = context;
    const { filter, most, words, typed } = choice;
    const start = from ?? (await audit.page({ most: 1 }))[0]?.sequence ?? 0;
    const skip = (page - 1) * perPage;
    const left = Math.max(0, most - skip);
    const wanted = Math.min(perPage + 1, left);
    const found = wanted === 0 ? [] : await audit.page({ from: start, skip, most: wanted, of: filter });
    const entries = found.slice(0, perPage);
    const card = auditCard({
      ...{ of: words, entries, page, hasNext: found.length > perPage, words: typed, from: start },
      reader: readerOf(context),
    });
    return { outcome: entries.length === 0 ? 'empty' : 'answered', subject: ['audit', ...typed].join(' '), card };
  },
});
