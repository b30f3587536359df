import { describe, expect, test } from '@jest/globals';
import { fileCard } from '../../src/cards/file.ts';
import { fileView } from './device-views.ts';
import { linesOf } from './reading.ts';
import { file } from './views.ts';

describe('who signed it', () => {
  const linesFor = (isValidCertificate: boolean | undefined): string =>
    linesOf(fileCard(fileView({ file: file({ isValidCertificate, signer: 'Contoso', issuer: 'Contoso CA' }) }))).join(
      '\n',
    );

  test('is said once where the signature is verified', () => {
    const text = linesFor(true);

    expect(text).toContain('signed by Contoso');
    expect(text).not.toContain('signer Contoso');
  });

  test.each([false, undefined])('is said, and not as if it were verified, where that is %p', (isValidCertificate) => {
    const text = linesFor(isValidCertificate);

    expect(text).toMatch(/signer Contoso · issuer Contoso CA/);
    expect(text).not.toContain('signed by');
  });
});
