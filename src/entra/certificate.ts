/** A PEM file with a private key and its certificate → what MSAL signs its assertion with. */

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';

export interface ClientCertificate {
  readonly privateKey: string;
  /** SHA-256 of the DER form, hex: Entra ID finds the certificate by it. Source: RFC 7515 section 4.1.8 */
  readonly thumbprintSha256: string;
}

/** Throws where the file cannot be read or its parts do not fit; the message holds nothing of the file. */
export async function readCertificate(path: string): Promise<ClientCertificate> {
  const pem = await readFile(path, 'utf8');
  const privateKey = block(pem, /-----BEGIN (?:RSA )?PRIVATE KEY-----[^-]+-----END (?:RSA )?PRIVATE KEY-----/);
  const certificate = block(pem, /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/);
  if (privateKey === undefined) throw new TypeError('it holds no unencrypted private key');
  if (certificate === undefined) throw new TypeError('it holds no certificate');
  const x509 = new X509Certificate(certificate);
  if (!x509.checkPrivateKey(createPrivateKey(privateKey))) throw new TypeError('its key is not the certificate’s');
  return { privateKey, thumbprintSha256: x509.fingerprint256.replaceAll(':', '') };
}

function block(pem: string, pattern: RegExp): string | undefined {
  return pattern.exec(pem)?.[0];
}
