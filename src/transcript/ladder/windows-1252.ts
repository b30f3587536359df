const table: readonly Uint8Array[] = Array.from({ length: 256 }, (_, byte) =>
  Buffer.from(new TextDecoder('windows-1252').decode(Uint8Array.of(byte))),
);

/** One byte of the code page → UTF-8. The five that it leaves open are C1 controls. Source: encoding.spec.whatwg.org */
export function windows1252(byte: number): Uint8Array {
  return table[byte] ?? new Uint8Array();
}
