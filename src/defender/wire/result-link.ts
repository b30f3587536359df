/** The link to a result: a credential, so it is checked for being text here, by the downloader for where it leads. */

import { readAnswer, type Report } from './fields.ts';

/** Source: learn.microsoft.com/defender-endpoint/api/get-live-response-result; links came in a second pair of quotes before */
export function resultLinkFrom(body: unknown, report: Report): string {
  return readAnswer(body, 'link', report)
    .required.text('value')
    .replace(/^"(.*)"$/, '$1');
}
