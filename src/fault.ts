/** The stages of a post's way in which something a person can mend may go wrong. */
export type Stage =
  | 'usage'
  | 'settings'
  | 'sources'
  | 'poll'
  | 'feed'
  | 'extract'
  | 'store'
  | 'template'
  | 'digest'
  | 'mail'
  | 'publish'
  | 'web';

/** What a {@link Fault} says: the thing, what is wrong with it, and the mend. */
export interface FaultDetail {
  readonly stage: Stage;
  /** The file (with its line), URL, address or server that the fault is about. */
  readonly subject: string;
  /** What is wrong with the subject, as the rest of a sentence: "does not answer". */
  readonly problem: string;
  /** What a person can do about it, as a sentence of its own without the full stop. */
  readonly mend?: string;
  /** Whether trying again without changing anything is pointless. */
  readonly permanent?: boolean;
  readonly cause?: unknown;
}

/**
 * An expected failure that a person can mend. It travels as a value where one failing thing must not
 * stop the others, and is thrown where the whole command cannot go on. Anything else that is thrown is a bug.
 */
export class Fault extends Error {
  override readonly name: string = 'Fault';
  readonly stage: Stage;
  readonly subject: string;
  readonly problem: string;
  readonly mend: string | null;
  readonly permanent: boolean;

  constructor(detail: FaultDetail) {
    const mend = detail.mend === undefined ? '' : `; ${detail.mend}`;
    super(oneLine(`${detail.subject}: ${detail.problem}${mend}`), { cause: detail.cause });
    this.stage = detail.stage;
    this.subject = detail.subject;
    this.problem = oneLine(detail.problem);
    this.mend = detail.mend ?? null;
    this.permanent = detail.permanent ?? false;
  }
}

/** What keeps a file from being read, by the system's name for it, and how it is mended. */
const UNREADABLE: Readonly<Record<string, readonly [problem: string, mend: string]>> = {
  ENOENT: ['is not there', 'see how its name is written'],
  ENOTDIR: ['is not there', 'see how its name is written'],
  EACCES: ['may not be read', 'give this user the right to read it'],
  EPERM: ['may not be read', 'give this user the right to read it'],
  EISDIR: ['is a folder', 'name a file'],
};

/** What keeps a file from being written, whoever may write it. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

type Unusable = Pick<FaultDetail, 'problem' | 'cause'> & { readonly mend: string };

/** What a Fault says of a file or folder that could not be written; `mend` is for where its disk has room. */
export function unwritable(thrown: unknown, mend: string): Unusable {
  if (FULL.has(codeOf(thrown))) {
    return { problem: 'does not fit on its disk, which is full', mend: 'make room, and run again', cause: thrown };
  }
  return { problem: `cannot be written: ${reasonOf(thrown)}`, mend, cause: thrown };
}

/** What a Fault says of a file or folder that could not be read. */
export function unreadable(thrown: unknown): Unusable {
  const [problem, mend] = UNREADABLE[codeOf(thrown)] ?? [
    `cannot be read: ${reasonOf(thrown)}`,
    'see whether its disk is sound',
  ];
  return { problem, mend, cause: thrown };
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

/** The message of anything thrown, on one line, for use as part of a Fault's `problem`. */
export function reasonOf(thrown: unknown): string {
  return oneLine(thrown instanceof Error ? thrown.message : String(thrown));
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}
