/** How the bot proves to Entra ID who it is. */
export type Credential =
  | { readonly kind: 'secret'; readonly secret: string }
  /** A PEM file that holds the private key and the certificate. */
  | { readonly kind: 'certificate'; readonly path: string }
  /** `clientId`: of a user-assigned identity; `undefined`: the system-assigned one. */
  | { readonly kind: 'managed-identity'; readonly clientId: string | undefined }
  /** The file holds a federated token, renewed by the platform: read anew for each assertion. */
  | { readonly kind: 'workload-identity'; readonly tokenFile: string };
