/** `CONTOSO\j.doe`; `undefined`: there is no name. Foreign text. */
export function account(domain: string | undefined, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  return domain === undefined ? name : `${domain}\\${name}`;
}
