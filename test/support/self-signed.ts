/** A new RSA key and a certificate for it, in PEM: no file of the repository holds a private key. */

import { generateKeyPairSync, sign } from 'node:crypto';

export interface SelfSigned {
  readonly key: string;
  readonly certificate: string;
}

/** sha256WithRSAEncryption. Source: RFC 8017 appendix A.2.4 */
const algorithm = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
const [integer, bits, utf8, time, sequence, set] = [0x02, 0x03, 0x0c, 0x17, 0x30, 0x31] as const;

/** The fields of a certificate of version 1. Source: RFC 5280 section 4.1 */
export function selfSigned(): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const commonName = Buffer.from('0603550403', 'hex');
  const name = der(sequence, der(set, der(sequence, commonName, der(utf8, Buffer.from('bot')))));
  const validity = der(sequence, der(time, Buffer.from('260101000000Z')), der(time, Buffer.from('360101000000Z')));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const content = der(sequence, der(integer, Buffer.of(1)), algorithm, name, validity, name, spki);
  const signature = sign('sha256', content, privateKey);
  const certificate = der(sequence, content, algorithm, der(bits, Buffer.of(0), signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
