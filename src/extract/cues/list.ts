/** The parts of a list that is set like prose: separated by commas, over several lines. */
export function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '');
}

/** Behind a cue that genuine sentences begin with or hold as well, so that it tells something of a short line alone. */
const IN_LINES_ALONE = '~';

/** The cues that count in a line: all of them. */
export function cuesInLines(cues: readonly string[]): readonly string[] {
  return cues.map((cue) => (isInLinesAlone(cue) ? cue.slice(0, -IN_LINES_ALONE.length) : cue));
}

/** The cues that count in a whole sentence too. */
export function cuesInSentences(cues: readonly string[]): readonly string[] {
  return cues.filter((cue) => !isInLinesAlone(cue));
}

function isInLinesAlone(cue: string): boolean {
  return cue.endsWith(IN_LINES_ALONE);
}
