/** Imported as others are, `node:http` would bring the whole of Node's own fetch with it, which nothing here needs. */
function reasonPhrases(): Readonly<Record<string, string | undefined>> {
  return process.getBuiltinModule('node:http').STATUS_CODES;
}

/** A status as people call it. */
export function describeStatus(status: number): string {
  const phrase = reasonPhrases()[status];
  return phrase === undefined ? `answered ${status}` : `answered ${status} ${phrase}`;
}

/** The error's code, or that of the first error of several. */
export function codeOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error)) return null;
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code;
  return thrown instanceof AggregateError ? codeOf(thrown.errors[0]) : null;
}
