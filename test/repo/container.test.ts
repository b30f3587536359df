/** The container image and its compose file, as far as that can be told without building them. */

import { expect, test } from '@jest/globals';
import { variables } from '../../src/variables.ts';
import { textOf } from './files.ts';

const image = textOf('Dockerfile');
const compose = textOf('compose.yaml');
const { scripts, engines } = JSON.parse(textOf('package.json')) as {
  readonly scripts: { readonly start: string };
  readonly engines: { readonly node: string };
}; // as npm takes it
const stepsOf = (name: string): readonly string[] =>
  [...image.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map(([, rest = '']) => rest);

test('the image starts what npm start does, on the same Node', () => {
  const [command = ''] = stepsOf('CMD');
  const [base = ''] = stepsOf('FROM');

  expect((JSON.parse(command) as readonly string[]).join(' ')).toBe(scripts.start);
  expect(base).toBe('node:24-slim');
  expect(engines.node).toBe('>=24 <25');
});

test('the image runs as a user that is not root, also while it is asked for its health', () => {
  expect(stepsOf('USER')).toEqual(['node']);
  expect(image.indexOf('USER node')).toBeLessThan(image.indexOf('HEALTHCHECK'));
  expect(image).toContain('/healthz');
});

test('the image holds what it needs and nothing else: no settings, no database, no tests', () => {
  const ignored = textOf('.dockerignore')
    .split('\n')
    .filter((line) => /^[^#]/.test(line));
  const copied = stepsOf('COPY').flatMap((step) => step.split(' ').slice(0, -1));

  expect(ignored[0]).toBe('*');
  expect(
    ignored
      .slice(1)
      .map((line) => line.slice(1))
      .sort(),
  ).toEqual(copied.toSorted());
});

test('the bot of the compose file cannot write but where it has to, and has no more rights than it needs', () => {
  for (const line of ['read_only: true', 'tmpfs: /tmp', 'cap_drop: [ALL]', 'no-new-privileges:true', '- spool:/spool'])
    expect(compose).toContain(line);
});

test('the compose file has no password of its own, and names no variable that the bot does not know', () => {
  const own = ['POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD'];
  const named = [...compose.matchAll(/^ {6}([A-Z_]+): /gm)].map(([, name = '']) => name);

  expect(compose.match(/PASSWORD(?!:\?set it in \.env\}|: \$\{|, for which)/g)).toBeNull();
  expect(named.filter((name) => !own.includes(name) && !(name in variables.shape))).toEqual([]);
  expect(named).toContain('DATABASE_URL');
});
