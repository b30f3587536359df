/** What tokens can be asked for, and which of them the Defender API takes. */

/**
 * Audiences of Defender for Endpoint: commercial (three spellings), GCC, GCC High and DoD.
 * Source: learn.microsoft.com/defender-endpoint/api/exposed-apis-create-app-webapp, …/defender-endpoint/gov
 */
export const defenderAudiences: readonly string[] = [
  'https://api.securitycenter.microsoft.com',
  'https://securitycenter.onmicrosoft.com/windowsatpservice',
  'https://api.securitycenter.windows.com',
  'https://api-gcc.securitycenter.microsoft.us',
  'https://api-gov.securitycenter.microsoft.us',
];

/** Entra ID knows these too; the Defender API answers their tokens with 403. */
const otherAudiences: readonly string[] = [
  'https://api.security.microsoft.com',
  'https://graph.microsoft.com',
  'https://api.botframework.com',
];

export function isKnownResource(resource: string): boolean {
  return defenderAudiences.includes(resource) || otherAudiences.includes(resource);
}
