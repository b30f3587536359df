/** Ids that Defender gave: what is no such id stands in no button and in no link. */

export function isAlertId(id: string): boolean {
  return /^[\w-]{1,128}$/.test(id);
}

export function isDeviceId(id: string | undefined): id is string {
  return id !== undefined && /^[\da-f]{32,64}$/i.test(id);
}
