/** Microsoft's clouds as data: where to log in, what to ask for, where to ask, where people look, where results lie. */

export type CloudName = 'commercial' | 'gcc' | 'gcc-high' | 'dod';
export type RegionName = 'us' | 'eu' | 'uk' | 'au' | 'swa' | 'ina' | 'aea';

export interface Cloud {
  /** Root of the API, without `/api`. */
  readonly apiUrl: string;
  readonly loginUrl: string;
  /** The audience of a token; another one is answered with 403. */
  readonly resource: string;
  readonly portalUrl: string;
  /** Hosts of result links; a leading dot stands for any host below. */
  readonly downloadHosts: readonly string[];
}

/** Source: learn.microsoft.com/azure/storage/common/storage-account-overview and azure-government/compare-azure-government-global-azure */
const publicBlobs = ['.blob.core.windows.net'];
const governmentBlobs = ['.blob.core.usgovcloudapi.net'];

/** Sources: learn.microsoft.com/defender-endpoint/api/exposed-apis-list (commercial) and defender-endpoint/gov (the others) */
const clouds: Readonly<Record<CloudName, Cloud>> = {
  commercial: {
    apiUrl: 'https://api.security.microsoft.com',
    loginUrl: 'https://login.microsoftonline.com',
    // Not the host that is called. Source: learn.microsoft.com/defender-endpoint/api/exposed-apis-create-app-webapp
    resource: 'https://api.securitycenter.microsoft.com',
    portalUrl: 'https://security.microsoft.com',
    // The bare host as well. Source: the example of learn.microsoft.com/defender-endpoint/api/get-live-response-result
    downloadHosts: [...publicBlobs, 'core.windows.net'],
  },
  gcc: {
    apiUrl: 'https://api-gcc.securitycenter.microsoft.us',
    loginUrl: 'https://login.microsoftonline.com',
    resource: 'https://api-gcc.securitycenter.microsoft.us',
    portalUrl: 'https://security.microsoft.com',
    downloadHosts: governmentBlobs,
  },
  'gcc-high': {
    apiUrl: 'https://api-gov.securitycenter.microsoft.us',
    loginUrl: 'https://login.microsoftonline.us',
    resource: 'https://api-gov.securitycenter.microsoft.us',
    portalUrl: 'https://security.microsoft.us',
    downloadHosts: governmentBlobs,
  },
  dod: {
    apiUrl: 'https://api-gov.securitycenter.microsoft.us',
    loginUrl: 'https://login.microsoftonline.us',
    resource: 'https://api-gov.securitycenter.microsoft.us',
    portalUrl: 'https://security.apps.mil',
    downloadHosts: governmentBlobs,
  },
};

/** Servers closer to the tenant. Source: learn.microsoft.com/defender-endpoint/api/exposed-apis-list */
const regionApiUrls: Readonly<Record<RegionName, string>> = {
  us: 'https://us.api.security.microsoft.com',
  eu: 'https://eu.api.security.microsoft.com',
  uk: 'https://uk.api.security.microsoft.com',
  au: 'https://au.api.security.microsoft.com',
  swa: 'https://swa.api.security.microsoft.com',
  ina: 'https://ina.api.security.microsoft.com',
  aea: 'https://aea.api.security.microsoft.com',
};

/** Throws RangeError for a region outside the commercial cloud: the others have one server each. */
export function cloudFor(name: CloudName, region?: RegionName): Cloud {
  const cloud = clouds[name];
  if (region === undefined) return cloud;
  if (name !== 'commercial') {
    throw new RangeError(`The cloud ${name} has no regions: leave out the region ${region}, or use commercial`);
  }
  return { ...cloud, apiUrl: regionApiUrls[region] };
}

/** Source: learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
export function tokenUrlFor(cloud: Pick<Cloud, 'loginUrl'>, tenantId: string): string {
  return `${cloud.loginUrl}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`;
}

/** Everything the app was granted on the resource. */
export function scopeFor({ resource }: Cloud): string {
  return `${resource}/.default`;
}
