/** What stands before an entry of a zip. Source: APPNOTE.TXT 6.3.10 (pkware.com/appnote) sections 4.3.7, 4.4, 4.5.3. */

export interface ZipHeader {
  /** Foreign text. */
  readonly name: string;
  /** 0 is stored, 8 is deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  /** `undefined`: told behind the entry, in its descriptor. */
  readonly packedBytes: number | undefined;
  readonly unpackedBytes: number | undefined;
  readonly crc32: number | undefined;
}

export const headerBytes = 30;
export const signatures = {
  entry: 0x04034b50,
  directory: 0x02014b50,
  end: 0x06054b50,
  descriptor: 0x08074b50,
} as const;

/** An empty zip is nothing but its end. */
export function isZip(start: Uint8Array): boolean {
  const signature = start.length < 4 ? undefined : viewOf(start).getUint32(0, true);
  return signature === signatures.entry || signature === signatures.end;
}

/** How long the name and the extra field are that follow the fixed part. */
export function variableBytes(fixed: Uint8Array): { readonly nameBytes: number; readonly extraBytes: number } {
  const view = viewOf(fixed);
  return { nameBytes: view.getUint16(26, true), extraBytes: view.getUint16(28, true) };
}

export function zipHeader(fixed: Uint8Array, name: Uint8Array, extra: Uint8Array): ZipHeader {
  const view = viewOf(fixed);
  const flags = view.getUint16(6, true);
  const isToldLater = (flags & 8) !== 0;
  const [packed, unpacked] = [view.getUint32(18, true), view.getUint32(22, true)];
  const long = zip64(extra);
  return {
    name: new TextDecoder().decode(name),
    method: view.getUint16(8, true),
    isEncrypted: (flags & 1) !== 0,
    packedBytes: isToldLater ? undefined : packed === beyond ? long?.packed : packed,
    unpackedBytes: isToldLater ? undefined : unpacked === beyond ? long?.unpacked : unpacked,
    crc32: isToldLater ? undefined : view.getUint32(14, true),
  };
}

const beyond = 0xffffffff;

function zip64(extra: Uint8Array): { readonly unpacked: number; readonly packed: number } | undefined {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === 1 && at + 20 <= extra.length)
      return { unpacked: Number(view.getBigUint64(at + 4, true)), packed: Number(view.getBigUint64(at + 12, true)) };
  }
  return undefined;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
