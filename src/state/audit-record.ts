/** What is kept of a command that somebody ran: who, where, what, on which ids, and how it went. Never what it showed. */

export interface AuditRecord {
  /** When it was answered, in milliseconds since the epoch, UTC. */
  readonly at: number;
  /** Stands in the log too, and on error cards. */
  readonly turnId: string;
  readonly who: {
    /** Of Entra ID, lower case; `undefined` where Teams gave none. */
    readonly objectId: string | undefined;
    readonly teamsId: string;
    /** Display name. Foreign text. */
    readonly name: string;
  };
  readonly where: {
    /** `personal`, `group`, `channel` or `other`. */
    readonly kind: string;
    /** Of the chat or channel as a whole. */
    readonly roomId: string;
    readonly conversationId: string;
    /** The answer went to the asker's personal chat and not where it was asked for. */
    readonly isPersonal: boolean;
    /** Of what was typed, or of the card that was pressed; `undefined` where Teams gave none, and before it was kept. */
    readonly messageId: string | undefined;
  };
  readonly request: 'typed' | 'pressed';
  /** `undefined`: what came made no sense. */
  readonly command: string | undefined;
  /** Those that were in the words, by their form. Never other words: people paste secrets. */
  readonly ids: readonly string[];
  /** `notAsked`: it made no sense, or there were too many, before anybody asked who may. */
  readonly access: 'allowed' | 'refused' | 'notAsked';
  readonly outcome: 'answered' | 'empty' | 'partial' | 'refused' | 'failed';
  /** Class of the error and its kind or reason, as `DefenderError notFound`; `undefined` where there was none. */
  readonly why: string | undefined;
  readonly durationMs: number;
  /** Requests to Defender that were made for it. */
  readonly calls: number;
  /** Defender's, of what failed. */
  readonly correlationIds: readonly string[];
  /** What was found, as notifications say it: our own words and checked tokens. `undefined`: nothing, or it was not kept yet. */
  readonly finding: string | undefined;
}

/** The last link of the chain: which one, and its hash. */
export interface AuditHead {
  /** From 1; 0 before the first. */
  readonly sequence: number;
  /** SHA-256 as lower-case hex. */
  readonly hash: string;
}

/** A record in the chain. */
export interface AuditEntry extends AuditHead {
  readonly record: AuditRecord;
  /** The hash of the one before. */
  readonly previous: string;
}

/** As the log has it: `17:9f86d0…`. */
export function headWords({ sequence, hash }: AuditHead): string {
  return `${sequence}:${hash}`;
}

/** `undefined`: not a head. */
export function headIn(words: string): AuditHead | undefined {
  const [, sequence = '', hash = ''] = /^(\d{1,15}):([\da-f]{64})$/i.exec(words) ?? [];
  return hash === '' ? undefined : { sequence: Number(sequence), hash: hash.toLowerCase() };
}
