/** PowerShell's line on where it writes its transcript: it says nothing about the device, and is hidden. */

/** Source: the header as printed at learn.microsoft.com/defender-endpoint/api/get-live-response-result */
const header = /^Transcript started, output file is [^"<>|?*]*\\PSScript_Transcript_[\w{}-]*\.txt\s*$/;
/** More than a header has. */
const maxBytes = 1_024;

export interface HeaderSearch {
  /** The next bytes of the text. */
  look(bytes: Uint8Array): void;
  /** Whether the first line is one, as far as is known. */
  isFound(): boolean;
}

export function searchHeader(): HeaderSearch {
  let start = Buffer.alloc(0);
  let found = false;
  let done = false;
  return {
    look(bytes) {
      if (done) return;
      start = Buffer.concat([start, bytes.subarray(0, maxBytes - start.length)]);
      const [first = '', ...rest] = start.toString('utf8').split(/[\r\n]/, 2);
      found = header.test(first);
      done = rest.length > 0 || start.length === maxBytes;
    },
    isFound: () => found,
  };
}
