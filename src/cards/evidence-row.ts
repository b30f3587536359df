/** One piece of an alert's evidence as a row of its card. */

import type { Evidence } from '../defender/model.ts';
import { account } from '../triage/account.ts';
import { kindOf, type EvidenceKind, type OrderedEvidence } from '../triage/evidence-order.ts';
import { statusesOf } from './alert-facts.ts';
import { button } from './buttons.ts';
import { outcome } from './finding.ts';
import type { Model } from './render.ts';
import { rowTitle } from './row-title.ts';
import { commandLineText, nameText, sentenceText } from './text.ts';
import { joined, number, utcMoment } from './units.ts';

/** Deeper trees are not moved further to the right: a phone is narrow. */
const maxIndents = 4;
/** Of one file; the rest are counted. */
const maxElsewhere = 3;

export function evidenceRow({ evidence, depth, elsewhere }: OrderedEvidence, now: Date): Model {
  const kind = kindOf(evidence);
  const hash = evidence.sha256 ?? evidence.sha1;
  const title = titleOf(evidence, kind);
  return {
    title: `${'↳ '.repeat(Math.min(depth, maxIndents))}${title}`,
    details: [
      factsOf(evidence, kind, now),
      startedBy(evidence, kind, depth),
      states([evidence, ...elsewhere]),
      alsoAt(evidence, elsewhere),
    ]
      .filter((text) => text !== '')
      .map((text) => ({ text })),
    code: [codeOf(evidence, kind)].filter((text) => text !== '').map((text) => ({ text })),
    hashes: hash === undefined ? [] : [{ text: `${evidence.sha256 === undefined ? 'SHA-1' : 'SHA-256'} ${hash}` }],
    hasFile: hash !== undefined,
    actionTitle: rowTitle('File', title),
    data: hash === undefined ? '' : button('File', 'file', hash).data,
  };
}

function titleOf(evidence: Evidence, kind: EvidenceKind): string {
  const { fileName, accountName, domainName, userPrincipalName, ipAddress, url, registryHive, registryKey } = evidence;
  switch (kind) {
    case 'process':
      return nameText(fileName ?? 'process without a name');
    case 'file':
      return nameText(fileName ?? 'file without a name');
    case 'user':
      return nameText(account(domainName, accountName) ?? userPrincipalName ?? 'user without a name');
    case 'ip':
      return nameText(ipAddress ?? 'address that Defender does not name');
    case 'url':
      return sentenceText(url ?? 'URL that Defender does not name');
    case 'registry':
      return nameText(
        [registryHive, registryKey].filter((part) => part !== undefined).join('\\') ||
          'registry key that Defender does not name',
      );
    case 'other':
      return nameText(fileName ?? account(domainName, accountName) ?? ipAddress ?? evidence.entityType ?? 'evidence');
  }
}

const kindWords: Readonly<Record<Exclude<EvidenceKind, 'other'>, string>> = {
  process: 'process',
  file: 'file',
  user: 'user',
  ip: 'IP address',
  url: 'URL',
  registry: 'registry',
};

function factsOf(evidence: Evidence, kind: EvidenceKind, now: Date): string {
  const { processId, processCreatedAt, filePath, registryValueType, userPrincipalName } = evidence;
  const what = kind === 'other' ? `type ${nameText(evidence.entityType ?? 'unknown')}` : kindWords[kind];
  return joined([
    kind === 'process' && processId !== undefined ? `${what} ${processId}` : what,
    kind === 'process' && processCreatedAt !== undefined ? `started ${utcMoment(processCreatedAt, now)}` : undefined,
    filePath === undefined ? undefined : nameText(filePath),
    kind === 'user' && userPrincipalName !== undefined ? nameText(userPrincipalName) : undefined,
    kind === 'registry' && registryValueType !== undefined ? nameText(registryValueType) : undefined,
  ]);
}

/** Where what started it is no evidence itself. */
function startedBy(
  { parentProcessFileName: name, parentProcessId: id }: Evidence,
  kind: EvidenceKind,
  depth: number,
): string {
  if (kind !== 'process' || depth > 0 || (name === undefined && id === undefined)) return '';
  return `by ${name === undefined ? 'process' : nameText(name)}${id === undefined ? '' : ` (process ${id})`}`;
}

function states(evidence: readonly Evidence[]): string {
  return outcome({ detectionStatuses: statusesOf(evidence) }) ?? '';
}

/** `also as kms2.exe in C:\\Temp`: names and places that the row does not say. */
function alsoAt({ fileName, filePath }: Evidence, elsewhere: readonly Evidence[]): string {
  const others = new Set(
    elsewhere
      .map((one) => [
        one.fileName === undefined || one.fileName === fileName ? '' : ` as ${nameText(one.fileName)}`,
        one.filePath === undefined || one.filePath === filePath ? '' : ` in ${nameText(one.filePath)}`,
      ])
      .map((parts) => parts.join(''))
      .filter((text) => text !== ''),
  );
  const left = others.size - maxElsewhere;
  const shown = [...others].slice(0, maxElsewhere).map((text) => `also${text}`);
  return joined([...shown, left > 0 ? `and ${number(left)} more` : undefined]);
}

/** Shown whole: a command line, a registry value. */
function codeOf({ processCommandLine, registryValue }: Evidence, kind: EvidenceKind): string {
  const code = kind === 'process' ? processCommandLine : kind === 'registry' ? registryValue : undefined;
  return code === undefined ? '' : commandLineText(code);
}
