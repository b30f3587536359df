/** A storage of results on a real socket, and what is needed to read from it. */

import { Agent } from 'undici';
import type { Download, DownloadOptions } from '../../src/transcript/download.ts';
import { manualClock, type ManualClock } from '../support/clock.ts';
import { httpDouble, type HttpDouble } from '../support/http-double.ts';

/** A signed link's secret part; nothing that is shown or logged may hold it. */
export const secret = 'sig=TOP/SECRET%2Fb+c%3D';

export interface Storage {
  readonly http: HttpDouble;
  readonly clock: ManualClock;
  readonly options: DownloadOptions;
  link(name: string): string;
  path(name: string): string;
  close(): Promise<void>;
}

export async function startStorage(): Promise<Storage> {
  const http = await httpDouble();
  const clock = manualClock();
  const dispatcher = new Agent({ connections: 1 });
  const path = (name: string): string => `/c/${name}?se=2026&sp=r&${secret}`;
  return {
    http,
    clock,
    options: {
      dispatcher,
      clock,
      hosts: [new URL(http.url).host],
      timeoutMs: 60_000,
    },
    link: (name) => http.url + path(name),
    path,
    async close() {
      await dispatcher.destroy();
      await http.close();
    },
  };
}

export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** A download without a network. */
export function downloadOf(
  bytes: Uint8Array,
  { fileName, chunkBytes = 65_536 }: { readonly fileName?: string; readonly chunkBytes?: number } = {},
): Download {
  async function* body(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkBytes)
      yield await Promise.resolve(bytes.subarray(at, at + chunkBytes));
  }
  return { fileName, body: body() };
}
