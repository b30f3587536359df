/** Who may ask for tokens: the tenant and its app registrations. All of it is invented, secrets included. */

export const tenantId = '5d1c0a52-7d3e-4b0e-9a50-3d2f0c6f8a11';

export interface AppRegistration {
  readonly name: string;
  readonly clientId: string;
  /** `undefined`: has no secret, asks by assertion or as a managed identity. */
  readonly clientSecret: string | undefined;
  /** `sub` of the federated token that workload identity presents; `undefined`: none is trusted. */
  readonly federatedSubject: string | undefined;
  /** Application permissions on the Defender API. */
  readonly roles: readonly string[];
}

/** May do everything that the bot's commands need. */
export const fullApp: AppRegistration = {
  name: 'triage-full',
  clientId: '0b6f2c1e-4a39-4f0b-8d39-5a6e7c1d2f01',
  clientSecret: 'emulator-secret-full',
  federatedSubject: 'system:serviceaccount:triage:bot',
  roles: ['Alert.Read.All', 'File.Read.All', 'Machine.Read.All', 'Machine.ReadWrite.All', 'User.Read.All'],
};

/** May read files and actions, but neither alerts nor live response results. */
export const limitedApp: AppRegistration = {
  name: 'triage-limited',
  clientId: '1c7a3d2f-5b4a-4e1c-9e4a-6b7f8d2e3a02',
  clientSecret: 'emulator-secret-limited',
  federatedSubject: undefined,
  roles: ['File.Read.All', 'Machine.Read.All'],
};

/** Registered, but no permission was ever granted. */
export const bareApp: AppRegistration = {
  name: 'triage-bare',
  clientId: '2d8b4e30-6c5b-4d2d-af5b-7c809e3f4b03',
  clientSecret: 'emulator-secret-bare',
  federatedSubject: undefined,
  roles: [],
};

/** May start and cancel live response, and read its results. */
export const responderApp: AppRegistration = {
  name: 'triage-responder',
  clientId: '3e9c5f41-7d6c-4c3e-b06c-8d91af405c04',
  clientSecret: 'emulator-secret-responder',
  federatedSubject: undefined,
  roles: ['Machine.Read.All', 'Machine.ReadWrite.All', 'Machine.LiveResponse'],
};

/** May read live response results and nothing that a lesser permission gives: the second registration of a bot. */
export const resultApp: AppRegistration = {
  name: 'triage-results',
  clientId: '61cf8274-a09f-4b61-a39f-b0c4d2738f07',
  clientSecret: 'emulator-secret-results',
  federatedSubject: undefined,
  roles: ['Machine.ReadWrite.All'],
};

/** May read alerts, files and actions, but no live response results: the first registration beside it. */
export const readerApp: AppRegistration = {
  name: 'triage-reader',
  clientId: '72d09385-b1a0-4c72-b4a0-c1d5e384a008',
  clientSecret: 'emulator-secret-reader',
  federatedSubject: undefined,
  roles: ['Alert.Read.All', 'File.Read.All', 'Machine.Read.All'],
};

/** May read everything that the emulator has to read. */
export const analystApp: AppRegistration = {
  name: 'triage-analyst',
  clientId: '93f2a4c6-d2d1-4ad3-95e1-e2f605b28108',
  clientSecret: 'emulator-secret-analyst',
  federatedSubject: undefined,
  roles: [...fullApp.roles, 'Ip.Read.All', 'URL.Read.All'],
};

/** The bot's own registration: gets tokens for the Bot Framework, has nothing on Defender. */
export const botApp: AppRegistration = {
  name: 'triage-bot',
  clientId: '4fad6052-8e7d-4b4f-817d-9ea2b0516d05',
  clientSecret: 'emulator-secret-bot',
  federatedSubject: undefined,
  roles: [],
};

/** The identity of the machine that the emulator runs on: the system-assigned one, also found by its client id. */
export const managedIdentity: AppRegistration = {
  name: 'triage-managed-identity',
  clientId: '50be7163-9f8e-4a50-928e-afb3c1627e06',
  clientSecret: undefined,
  federatedSubject: undefined,
  roles: fullApp.roles,
};

export const appRegistrations = [
  fullApp,
  limitedApp,
  bareApp,
  responderApp,
  resultApp,
  readerApp,
  analystApp,
  botApp,
  managedIdentity,
] as const;
