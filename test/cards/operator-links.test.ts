import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createOperatorLinks, placeholdersOn, type LinkTemplate } from '../../src/cards/operator-links.ts';
import { alertCard } from '../../src/cards/alert.ts';
import { deviceCard } from '../../src/cards/device.ts';
import { fileCard } from '../../src/cards/file.ts';
import type { Card } from '../../src/cards/render.ts';
import { alertView, manyFiles } from './alert-views.ts';
import { deviceView, fileView } from './device-views.ts';
import { hostileText } from './hostile-text.ts';
import { actionsOf, complaints, titlesOf } from './reading.ts';
import { alertId, file, machineId, md5, sha1, sha256 } from './views.ts';

const template = (title: string, ...placeholders: LinkTemplate['placeholders']): LinkTemplate => ({
  title,
  url: `https://links.example/${placeholders.map((name) => `{${name}}`).join('/')}`,
  placeholders,
});

const unknown = { alertId: undefined, incidentId: undefined, deviceId: undefined, deviceName: undefined };

test('what the card knows stands in the place of each placeholder, as often as it is there', () => {
  const url = 'https://links.example/{sha256}?q={sha256}#{md5}';
  const links = createOperatorLinks([{ title: 'Ours', url, placeholders: ['sha256', 'md5'] }]);

  const shown = links('file', { sha256, sha1, md5 });

  expect(shown).toEqual([{ title: 'Ours', url: `https://links.example/${sha256}?q=${sha256}#${md5}` }]);
});

test('a template of which the card does not know all is left out', () => {
  const links = createOperatorLinks([template('Both', 'sha256', 'md5'), template('One', 'sha256')]);

  const shown = links('file', { sha256, sha1, md5: undefined });

  expect(shown.map(({ title }) => title)).toEqual(['One']);
});

test('on an alert those about the alert come first, and the others in their order', () => {
  const links = createOperatorLinks([
    template('Device', 'deviceId'),
    template('Ticket', 'alertId'),
    template('Name', 'deviceName'),
    template('Case', 'incidentId'),
  ]);

  const shown = links('alert', { alertId, incidentId: '2451', deviceId: machineId, deviceName: 'LAPTOP-042' });

  expect(shown.map(({ title }) => title)).toEqual(['Ticket', 'Case', 'Device', 'Name']);
});

test.each([
  ['sha256', sha1],
  ['sha1', sha256],
  ['md5', `${md5}/`],
  ['deviceId', 'LAPTOP-042'],
  ['deviceName', '../admin'],
  ['deviceName', 'laptop 042'],
  ['deviceName', 'bücher'],
  ['deviceName', '@evil.example'],
  ['alertId', '1?x=y'],
  ['alertId', '..'],
  ['incidentId', '1e3'],
] as const)('for the %s %s there is no link: it is none', (name, value) => {
  const links = createOperatorLinks([template('Ours', name)]);

  const shown = [
    ...links('file', { sha256: undefined, sha1: undefined, md5: undefined, [name]: value }),
    ...links('alert', { ...unknown, [name]: value }),
  ];

  expect(shown).toEqual([]);
});

test('whatever Defender says, a link leads where the template says', () => {
  const all = [...new Set(Object.values(placeholdersOn).flat())].map((name) => template(name, name));
  const links = createOperatorLinks(all);

  fc.assert(
    fc.property(fc.oneof(hostileText, fc.constantFrom(sha256, machineId, alertId, 'LAPTOP-042')), (text) => {
      const values = { ...unknown, deviceName: text, alertId: text, deviceId: text, incidentId: text };
      for (const { url } of [...links('alert', values), ...links('file', { sha256: text, sha1: text, md5: text })])
        expect(url).toBe(`https://links.example/${text}`);
      for (const { url } of links('alert', values)) expect(new URL(url).href).toBe(url);
    }),
  );
});

const three = (name: LinkTemplate['placeholders'][number]) =>
  createOperatorLinks(['A', 'B', 'C'].map((title) => template(title, name)));

test('they stand under “…” behind the portal on a file', () => {
  const card = fileCard(fileView({ operatorLinks: three('sha256') }));

  expect(titlesOf(card).slice(-4)).toEqual(['File in the portal', 'A', 'B', 'C']);
  expect(actionsOf(card).find(({ title }) => title === 'A')).toMatchObject({
    url: `https://links.example/${sha256}`,
    mode: 'secondary',
  });
});

test('and on a device and on an alert, beside their own buttons', () => {
  const device = deviceCard(deviceView({ operatorLinks: three('deviceName') }));
  const alert = alertCard({ ...alertView(), operatorLinks: three('alertId') });

  expect(titlesOf(device)).toContain('A');
  expect(titlesOf(alert)).toContain('A');
  expect([...complaints(device), ...complaints(alert)]).toEqual([]);
});

describe('where a card is full of its own buttons', () => {
  const rooted = ({ content }: Card): readonly unknown[] =>
    (content['actions'] as readonly { title: string }[]).map(({ title }) => title); // of our template

  test('they are a press away, with the portal’s own', () => {
    const full = { machineId, incidentId: 2451, evidence: manyFiles(12) };

    const card = alertCard({ ...alertView(full, 2), operatorLinks: three('alertId') });

    expect(rooted(card)).toEqual(['Files', 'Next 2', 'Previous 5', 'Device', 'Incident', 'Refresh']);
    expect(titlesOf(card)).toEqual(expect.arrayContaining(['Links', 'Portal', 'A', 'B', 'C']));
    expect(actionsOf(card).find(({ title }) => title === 'B')).toMatchObject({
      url: `https://links.example/${alertId}`,
    });
    expect(complaints(card)).toEqual([]);
  });

  test('those for which there is room stay, and only the others are a press away', () => {
    const card = deviceCard(deviceView({ operatorLinks: three('deviceName') }));

    expect(rooted(card)).toEqual(['All actions', 'Refresh', 'Hunting query', 'Device in the portal', 'A', 'B']);
    expect(titlesOf(card)).toEqual(expect.arrayContaining(['More links', 'C']));
    expect(complaints(card)).toEqual([]);
  });

  test('nothing is offered where there is nothing more', () => {
    expect(titlesOf(fileCard(fileView({ operatorLinks: three('sha256') })))).not.toContain('More links');
  });
});

test('of a file whose SHA-256 Defender does not tell there is no link by it', () => {
  const card = fileCard(fileView({ file: file({ sha256: undefined }), operatorLinks: three('sha256') }));

  expect(titlesOf(card)).not.toContain('A');
});
