/** Links of the operator's own: what a card knows of its subject, put into the operator's templates. */

import type { Link } from './buttons.ts';
import { isAlertId, isDeviceId } from './known-ids.ts';

/** What each card can put in, of what it shows. */
export const placeholdersOn = {
  file: ['sha256', 'sha1', 'md5'],
  device: ['deviceId', 'deviceName'],
  alert: ['alertId', 'incidentId', 'deviceId', 'deviceName'],
} as const;

export type LinkedCard = keyof typeof placeholdersOn;
export type Placeholder = (typeof placeholdersOn)[LinkedCard][number];

export interface LinkTemplate {
  /** Letters, digits, space and `._-`. */
  readonly title: string;
  /** Https, with `{placeholder}` in its path, query or fragment. */
  readonly url: string;
  /** Those in its URL: what a card has to know for it. */
  readonly placeholders: readonly Placeholder[];
}

/** As Defender gave them: what has not the form of its kind is as if it were not known. */
type Known<C extends LinkedCard> = Readonly<Record<(typeof placeholdersOn)[C][number], string | undefined>>;

/** In the order of the templates, on an alert those about the alert itself first. */
export type OperatorLinks = <C extends LinkedCard>(card: C, known: Known<C>) => readonly Link[];

const forms: Readonly<Record<Placeholder, (value: string) => boolean>> = {
  sha256: (value) => /^[\da-f]{64}$/i.test(value),
  sha1: (value) => /^[\da-f]{40}$/i.test(value),
  md5: (value) => /^[\da-f]{32}$/i.test(value),
  deviceId: isDeviceId,
  deviceName: (value) => /^[a-z\d][\w.-]{0,254}$/i.test(value),
  alertId: isAlertId,
  incidentId: (value) => /^\d{1,18}$/.test(value),
};

export function createOperatorLinks(templates: readonly LinkTemplate[]): OperatorLinks {
  const own = templates.filter(isOfAlert);
  const ordered = [...own, ...templates.filter((template) => !own.includes(template))];
  return (_, known) => {
    const values = checked(known);
    return ordered.flatMap(({ title, url, placeholders }) =>
      placeholders.every((name) => values.has(name)) ? [{ title, url: filled(url, values) }] : [],
    );
  };
}

function isOfAlert({ placeholders }: LinkTemplate): boolean {
  return placeholders.some((name) => name === 'alertId' || name === 'incidentId');
}

function checked(known: Partial<Readonly<Record<Placeholder, string | undefined>>>): ReadonlyMap<string, string> {
  const names = Object.keys(forms) as Placeholder[]; // of our own table
  return new Map(
    names.flatMap((name) => {
      const value = known[name];
      return value !== undefined && forms[name](value) ? [[name, value] as const] : [];
    }),
  );
}

function filled(url: string, values: ReadonlyMap<string, string>): string {
  return url.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values.get(name) ?? ''));
}
