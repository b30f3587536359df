/** Ids that Defender gave: what is no such id stands in no button and in no link. */

export function isAlertId(id: string): boolean {
  return /^[\w-]{1,128}$/.test(id);
}

export function isDeviceId(id: string | undefined): id is string {
  return id !== undefined && /^[\da-f]{40}$/i.test(id);
}

/** A SHA-1 or a SHA-256. */
export function isFileHash(hash: string | undefined): hash is string {
  return hash !== undefined && /^(?:[\da-f]{40}|[\da-f]{64})$/i.test(hash);
}

export function isActionId(id: string): boolean {
  return /^[\da-f-]{36}$/i.test(id);
}
