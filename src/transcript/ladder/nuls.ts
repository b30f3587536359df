/** Gives the same bytes where there is none. */
export function withoutNuls(bytes: Uint8Array, onNuls: (count: number) => void): Uint8Array {
  const first = bytes.indexOf(0);
  if (first === -1) return bytes;
  const kept = Buffer.allocUnsafe(bytes.length - 1);
  kept.set(bytes.subarray(0, first));
  let to = first;
  for (let at = first + 1; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0) kept[to++] = byte;
  }
  onNuls(bytes.length - to);
  return kept.subarray(0, to);
}
