/** One for all texts but the longest. */
const shared = new Uint16Array(32 * 1024);
const sharedBytes = Buffer.from(shared.buffer);

/**
 * A text's UTF-16 code units, which hold until those of the next text are asked for; what is behind its length is none of
 * it. To go through them takes half the time of going through the text itself, where how it is kept must be looked
 * up for each character. So is its length: whoever goes through it had better ask once.
 */
export function unitsOf(text: string): Uint16Array {
  if (text.length <= shared.length) {
    sharedBytes.write(text, 'utf16le');
    return shared;
  }
  const units = new Uint16Array(text.length);
  Buffer.from(units.buffer).write(text, 'utf16le');
  return units;
}
