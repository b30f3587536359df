/** What an error answer says, whatever was sent: checked tokens as codes, and a sentence without links or tokens. */

import { recordOf } from '../json.ts';
import type { DefenderErrorOptions } from './errors.ts';

const maxDetailCharacters = 500;
const maxRoles = 20;

type Said = Pick<DefenderErrorOptions, 'code' | 'correlationId' | 'detail' | 'requiredRoles' | 'presentRoles'>;

/** `{ error: { code, message, target } }`. Source: learn.microsoft.com/defender-endpoint/api/common-errors */
export function errorAnswer(body: unknown): Said {
  const { code, message, target } = recordOf(recordOf(body)['error']);
  const sentence = typeof message === 'string' ? message.slice(0, 8 * maxDetailCharacters) : undefined;
  return {
    code: matching(code, /^[\w.-]{1,64}$/),
    // A GUID by the documents; gateways send other forms, with bars and dots.
    correlationId: matching(target, /^[\w|.:-]{1,128}$/),
    detail: sentence === undefined ? undefined : cut(withoutCredentials(sentence)),
    ...rolesIn(sentence ?? ''),
  };
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

/** A result link is a credential, and so is whatever has the shape of a token: neither belongs into an error. */
function withoutCredentials(text: string): string {
  return text.replace(/https?:\/\/\S+/gi, '(link left out)').replace(/\beyJ[\w-]+(?:\.[\w-]*)*/g, '(token left out)');
}

function cut(text: string): string {
  return text.length <= maxDetailCharacters ? text : `${text.slice(0, maxDetailCharacters - 1)}…`;
}

/** "Missing application roles. API required roles: A, B, application roles: X." The second list may be missing. */
function rolesIn(message: string): Pick<Said, 'requiredRoles' | 'presentRoles'> {
  const [, lists] = message.split(/required roles:/i, 2);
  if (lists === undefined) return {};
  const [required = '', present = ''] = lists.split(/application roles:/i, 2);
  return { requiredRoles: rolesOf(required), presentRoles: rolesOf(present) };
}

function rolesOf(list: string): readonly string[] {
  const words = list.split(',').map((word) => word.trim().replace(/\.$/, ''));
  return words.filter((word) => /^[A-Za-z][\w.]{0,63}$/.test(word)).slice(0, maxRoles);
}
