/** Commands × roles → lines, what is missing first. */

import type { Model } from './render.ts';
import { nameText } from './text.ts';

export interface RolesView {
  readonly registrations: readonly { readonly app: AppName; readonly roles: readonly string[] | undefined }[];
  readonly rows: readonly {
    readonly command: string;
    readonly verdict: Verdict;
    readonly missing: readonly { readonly anyOf: readonly string[]; readonly for: string }[];
  }[];
  readonly excess: readonly {
    readonly app: AppName;
    readonly role: string;
    readonly instead: string | undefined;
  }[];
}

type AppName = 'main' | 'result';
type Verdict = 'works' | 'partial' | 'missing' | 'unknown';

const verdicts: Readonly<Record<Verdict, { readonly rank: number; readonly word: string; readonly color: string }>> = {
  missing: { rank: 0, word: 'does not work', color: 'Attention' },
  partial: { rank: 1, word: 'works in part', color: 'Default' },
  unknown: { rank: 2, word: 'not known', color: 'Default' },
  works: { rank: 3, word: 'works', color: 'Default' },
};

/** What is foreign in a token is treated for a text run. */
export function roleLines({ registrations, rows, excess }: RolesView): readonly Model[] {
  const ofApp = (app: AppName): string => (registrations.length === 1 ? 'the app registration' : appWords[app]);
  return [
    ...registrations
      .filter(({ roles }) => roles === undefined)
      .map(({ app }) =>
        warning(`What ${ofApp(app)} may do is not known: there is no token yet, or it names no permission.`),
      ),
    ...[...rows]
      .filter(({ verdict }) => verdict === 'missing' || verdict === 'partial')
      .sort((a, b) => verdicts[a.verdict].rank - verdicts[b.verdict].rank)
      .map(({ command, verdict, missing }) => ({
        text: [`${command}: ${verdicts[verdict].word}`, ...missing.map(missingWords)].join('; '),
        color: verdicts[verdict].color,
      })),
    ...together(rows, 'unknown'),
    ...together(rows, 'works'),
    ...excess.map(({ app, role, instead }) =>
      warning(
        instead === undefined
          ? `${nameText(role)} of ${ofApp(app)} is not needed by any command`
          : `${nameText(role)} of ${ofApp(app)} is more than is needed: ${instead} would do`,
      ),
    ),
  ];
}

/** Of which there is no more to say than their names. */
function together(rows: RolesView['rows'], verdict: Verdict): readonly Model[] {
  const names = rows.filter((row) => row.verdict === verdict).map(({ command }) => command);
  const { word, color } = verdicts[verdict];
  return names.length === 0 ? [] : [{ text: `${word}: ${names.join(', ')}`, color }];
}

const appWords: Readonly<Record<AppName, string>> = {
  main: 'the first app registration',
  result: 'the one for results',
};

function missingWords(permission: { readonly anyOf: readonly string[]; readonly for: string }): string {
  return `no ${permission.anyOf.join(' or ')}, so not ${permission.for}`;
}

function warning(text: string): Model {
  return { text, color: 'Default' };
}
