/** A file as Defender knows it: by its content, so without a name. */

/** A SHA-1 in lower case that `sha1Of` checked: what takes one cannot be given a SHA-256, or a text of any other kind. */
export type Sha1 = string & { readonly [isSha1]: true };

declare const isSha1: unique symbol;

/** Source: learn.microsoft.com/defender-endpoint/api/files */
export interface DefenderFile {
  readonly sha1: string | undefined;
  readonly sha256: string | undefined;
  readonly md5: string | undefined;
  /** Bytes. */
  readonly size: number | undefined;
  readonly fileType: string | undefined;
  readonly isPeFile: boolean | undefined;
  /** HTML entities that the API sends in texts are decoded. */
  readonly publisher: string | undefined;
  readonly productName: string | undefined;
  readonly signer: string | undefined;
  readonly issuer: string | undefined;
  readonly isValidCertificate: boolean | undefined;
  /** `Unknown`, `Clean`, `Pua`, `Malware`, … */
  readonly determinationType: string | undefined;
  /** E.g. `HackTool:MSIL/AutoKms`; may be there under type `Unknown`. */
  readonly determinationValue: string | undefined;
  /** Devices world-wide, as Microsoft counts. */
  readonly globalPrevalence: number | undefined;
  readonly globalFirstObserved: Date | undefined;
  readonly globalLastObserved: Date | undefined;
}

/** Source: learn.microsoft.com/defender-endpoint/api/get-file-statistics */
export interface FileStats {
  /** Devices of this tenant in the look-back time (30 days). */
  readonly organizationPrevalence: number | undefined;
  readonly organizationFirstSeen: Date | undefined;
  readonly organizationLastSeen: Date | undefined;
  readonly globalPrevalence: number | undefined;
  readonly globalFirstObserved: Date | undefined;
  readonly globalLastObserved: Date | undefined;
  /** The most frequent first. */
  readonly topFileNames: readonly string[];
}
