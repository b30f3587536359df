/** Files, by themselves and of an alert, and how often one was seen. */

import type { DefenderFile, FileStats } from '../model.ts';
import { readAnswer, type Fields, type Report } from './fields.ts';
import type { ItemDecoder } from './list.ts';

/** Source: learn.microsoft.com/defender-endpoint/api/get-alert-related-files-info; `md5` is in its example only */
export const alertFileItems: ItemDecoder<DefenderFile> = { path: 'files', having: [], decode: fileIn };

/** Source: learn.microsoft.com/defender-endpoint/api/get-file-information */
export function fileFrom(body: unknown, report: Report): DefenderFile {
  return fileIn(readAnswer(body, 'file', report));
}

function fileIn(file: Fields): DefenderFile {
  return {
    sha1: file.hash('sha1', 40),
    sha256: file.hash('sha256', 64),
    md5: file.hash('md5', 32),
    size: file.count('size'),
    fileType: file.text('fileType'),
    isPeFile: file.flag('isPeFile'),
    publisher: file.htmlText('filePublisher'),
    productName: file.htmlText('fileProductName'),
    signer: file.htmlText('signer'),
    issuer: file.htmlText('issuer'),
    isValidCertificate: file.flag('isValidCertificate'),
    determinationType: file.text('determinationType'),
    determinationValue: file.text('determinationValue'),
    globalPrevalence: file.count('globalPrevalence'),
    globalFirstObserved: file.time('globalFirstObserved'),
    globalLastObserved: file.time('globalLastObserved'),
  };
}

/**
 * The page's table has the counts as text under one name, its example as numbers under another.
 * Source: learn.microsoft.com/defender-endpoint/api/get-file-statistics
 */
export function fileStatsFrom(body: unknown, report: Report): FileStats {
  const stats = readAnswer(body, 'stats', report);
  return {
    organizationPrevalence: stats.count('organizationPrevalence', 'orgPrevalence'),
    organizationFirstSeen: stats.time('orgFirstSeen'),
    organizationLastSeen: stats.time('orgLastSeen'),
    globalPrevalence: stats.count('globallyPrevalence', 'globalPrevalence'),
    globalFirstObserved: stats.time('globalFirstObserved'),
    globalLastObserved: stats.time('globalLastObserved'),
    topFileNames: stats.texts('topFileNames'),
  };
}
