/**
 * Files with the values that Microsoft's pages and public records of the API show; what those leave out is invented.
 * Source: learn.microsoft.com/defender-endpoint/api/get-alert-related-files-info
 */

import type { FileRecord } from '../world.ts';
import { inventedFile, signedBy } from './file.ts';
import { files } from './ids.ts';

/** Type "Unknown" with a detection's name; fileType, filePublisher, signer and issuer are left out, as real ones are. */
export const autoKms: FileRecord = {
  file: {
    sha1: files.autoKmsSha1,
    sha256: files.autoKms,
    md5: '9be3d1ac04f7625e88c07a41d2f6b35c',
    globalPrevalence: 437,
    globalFirstObserved: '2015-11-01T11:37:23.9148432Z',
    globalLastObserved: '2026-11-23T06:18:55.2Z',
    size: 740_352,
    isPeFile: true,
    fileProductName: null,
    signerHash: null,
    isValidCertificate: false,
    determinationType: 'Unknown',
    determinationValue: 'HackTool:MSIL/AutoKms',
  },
  stats: {
    sha1: files.autoKmsSha1,
    organizationPrevalence: 3,
    orgFirstSeen: '2026-11-21T07:44:16Z',
    orgLastSeen: '2026-11-24T05:39:36Z',
    globallyPrevalence: 437,
    globalFirstObserved: '2015-11-01T11:37:23.9148432Z',
    globalLastObserved: '2026-11-23T06:18:55.2Z',
    topFileNames: ['kms.exe', 'KMSAuto Net.exe'],
  },
};

const svchostObserved = {
  globalFirstObserved: '2019-03-23T23:54:06.0135204Z',
  globalLastObserved: '2019-04-23T00:43:20.0489831Z',
};

export const svchost: FileRecord = {
  file: {
    sha1: files.svchostSha1,
    sha256: files.svchost,
    md5: '8d5b7cc9a832e21d22503057e1fec8e9',
    globalPrevalence: 29,
    ...svchostObserved,
    size: 113_984,
    fileType: null,
    isPeFile: true,
    filePublisher: 'Microsoft Corporation',
    fileProductName: 'Microsoft&copy; Windows&copy; Operating System',
    signer: 'Microsoft Corporation',
    issuer: 'Microsoft Code Signing PCA',
    signerHash: '9dc17888b5cfad98b3cb35c1994e96227f061675',
    isValidCertificate: true,
    determinationType: 'Unknown',
    determinationValue: null,
  },
  stats: {
    sha1: files.svchostSha1,
    orgPrevalence: '14850',
    orgFirstSeen: '2019-12-07T13:44:16Z',
    orgLastSeen: '2026-11-24T05:50:00Z',
    globalPrevalence: '29',
    ...svchostObserved,
    topFileNames: ['svchost.exe'],
  },
};

export const agent = inventedFile({
  seed: 'contoso agent',
  sizeBytes: 2_318_848,
  determinationType: 'Clean',
  globalPrevalence: 51_204,
  organizationPrevalence: 812,
  topFileNames: ['ContosoAgent.exe'],
  overlay: { ...signedBy('Contoso Ltd', 'Contoso Endpoint Agent'), fileType: 'APP' },
});

export const rundll32 = {
  sha1: 'ff836cfb1af40252bd2a2ea843032e99a5b262ed',
  sha256: 'a4752c71d81afd3d5865d24ddb11a6b0c615062fcc448d24050c2172d2cbccd6',
};

export const suspiciousDll = inventedFile({
  seed: 'suspicious.dll',
  sizeBytes: 91_648,
  topFileNames: ['suspicious.dll'],
  overlay: {
    sha1: '8563f95b2f8a284fc99da44500cd51a77c1ff36c',
    sha256: 'dc0ade0c95d6db98882bc8fa6707e64353cd6f7767ff48d6a81a6c2aef21c608',
  },
});

export const rundll32File = inventedFile({
  seed: 'rundll32.exe',
  sizeBytes: 61_440,
  determinationType: 'Clean',
  globalPrevalence: 705_012,
  organizationPrevalence: 14_850,
  topFileNames: ['rundll32.exe'],
  overlay: { ...signedBy('Microsoft Corporation', 'Microsoft&reg; Windows&reg; Operating System'), ...rundll32 },
});
