/** Files of an alert, and how often one was seen. */

import type { DefenderFile, FileStats } from '../model.ts';
import { readAnswer, type Fields, type Report } from './fields.ts';

/** Source: learn.microsoft.com/defender-endpoint/api/get-alert-related-files-info; `md5` is in its example only */
export function alertFilesFrom(body: unknown, report: Report): readonly DefenderFile[] {
  return readAnswer(body, 'files', report).required.objects('value').map(fileFrom);
}

function fileFrom(file: Fields): DefenderFile {
  return {
    sha1: file.hash('sha1', 40),
    sha256: file.hash('sha256', 64),
    md5: file.hash('md5', 32),
    size: file.count('size'),
    publisher: file.htmlText('filePublisher'),
    signer: file.htmlText('signer'),
    isValidCertificate: file.flag('isValidCertificate'),
    determinationType: file.text('determinationType'),
    determinationValue: file.text('determinationValue'),
    globalPrevalence: file.count('globalPrevalence'),
    globalFirstObserved: file.time('globalFirstObserved'),
  };
}

/**
 * The page's table has the count as text under one name, its example as a number under another.
 * Source: learn.microsoft.com/defender-endpoint/api/get-file-statistics
 */
export function fileStatsFrom(body: unknown, report: Report): FileStats {
  const stats = readAnswer(body, 'stats', report);
  return { organizationPrevalence: stats.count('organizationPrevalence', 'orgPrevalence') };
}
