/** Gives the same bytes where there is none. */
export function withoutNuls(bytes: Uint8Array, onNuls: (count: number) => void): Uint8Array {
  let nul = bytes.indexOf(0);
  if (nul === -1) return bytes;
  const kept = Buffer.allocUnsafe(bytes.length - 1);
  let to = 0;
  let from = 0;
  while (nul !== -1) {
    kept.set(bytes.subarray(from, nul), to);
    to += nul - from;
    from = nul + 1;
    while (bytes[from] === 0) from += 1;
    nul = bytes.indexOf(0, from);
  }
  kept.set(bytes.subarray(from), to);
  to += bytes.length - from;
  onNuls(bytes.length - to);
  return kept.subarray(0, to);
}
