/** The icons that a Teams app has, and whether a PNG is one of them. */

export interface Icon {
  readonly file: string;
  /** Width and height. */
  readonly pixels: number;
}

/** Source: learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package (app icons) */
export const icons = [
  { file: 'color.png', pixels: 192 },
  { file: 'outline.png', pixels: 32 },
] as const satisfies readonly Icon[];

/** What is wrong with the bytes of an icon; `undefined` when nothing is. */
export function iconFault({ file, pixels }: Icon, bytes: Uint8Array): string | undefined {
  const size = pngSize(bytes);
  if (size === undefined) return `${file} is no PNG`;
  const { width, height } = size;
  if (width === pixels && height === pixels) return undefined;
  return `${file} is ${width} × ${height}, not ${pixels} × ${pixels}`;
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** From the signature and the first chunk, which is always IHDR. Source: w3.org/TR/png-3, sections 5.2 and 11.2.1 */
function pngSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  if (bytes.length < 24 || signature.some((byte, index) => bytes[index] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
