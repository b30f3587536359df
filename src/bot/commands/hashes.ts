import { folded, ranked } from '../../triage/alert-files.ts';
import { alertIds, choice, page } from '../arg.ts';
import { cutWords } from '../cut-files.ts';
import { defineCommand } from '../command.ts';
import { noSuchAlert } from './alert.ts';

/** A plain message of 300 lines is about half of what Teams takes. */
const hashesPerPage = 300;

export const hashes = defineCommand({
  name: 'hashes',
  group: 'files',
  aliases: ['hash', 'hashlist'],
  summary: 'Hashes of an alert’s files as plain text, one a line, for copying',
  examples: ['hashes 636688558380765161_2136280442', 'hashes 636688558380765161_2136280442 sha1'],
  evidence: false,
  listed: true,
  menu: 'personal',
  forCopying: true,
  permissions: [{ anyOf: ['File.Read.All'], for: 'the hashes', required: true }],
  refusals: { notFound: noSuchAlert },
  args: {
    alertIds: alertIds({ most: 1, help: 'The alert' }),
    kind: choice(['sha256', 'sha1', 'md5'], { otherwise: 'sha256', help: 'Which hash; SHA-256 when nothing is said' }),
    page: page(`${hashesPerPage} hashes at a time`),
  },
  async run({ alertIds: [alertId = ''], kind, page }, { defender, signal }) {
    const found = await defender.alertFiles(alertId, { signal });
    const all = ranked(folded([{ alertId, files: found.items, alert: undefined }])).map(({ file }) => file[kind]);
    const known = all.filter((hash) => hash !== undefined);
    const pages = Math.max(1, Math.ceil(known.length / hashesPerPage));
    const start = (Math.min(page, pages) - 1) * hashesPerPage;
    const shown = known.slice(start, start + hashesPerPage);
    const without = all.length - known.length;
    const cut = cutWords(found);
    const remarks = [
      page < pages
        ? `${known.length - start - shown.length} more: hashes ${alertId} ${kind} page ${page + 1}`
        : undefined,
      page > pages ? `That is page ${pages}, the last.` : undefined,
      without > 0 ? `${without} without a known ${kind}` : undefined,
      cut === undefined ? undefined : `Not all files of this alert are here: ${cut}`,
      all.length === 0 && cut === undefined ? 'No files in this alert.' : undefined,
    ].filter((remark) => remark !== undefined);
    return {
      outcome: cut === undefined ? (shown.length === 0 ? 'empty' : 'answered') : 'partial',
      about: { kind: 'alert', id: alertId },
      text: [...shown, ...remarks].join('\n'),
    };
  },
});
