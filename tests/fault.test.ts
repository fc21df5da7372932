import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Fault, unreadable, unwritable } from '../src/fault.ts';

/** A device of Linux that is always full. */
const FULL = '/dev/full';

/** What is thrown by this. */
function thrownBy(attempt: () => unknown): unknown {
  try {
    attempt();
  } catch (thrown) {
    return thrown;
  }
  return expect.fail('it went well');
}

describe('what is said of a file', () => {
  it.each([
    ['that is not there', '/nowhere/at/all', 'is not there; see how its name is written'],
    ['whose folder is a file', `${import.meta.filename}/a`, 'is not there; see how its name is written'],
    ['that is a folder', import.meta.dirname, 'is a folder; name a file'],
  ])('%s', (_, file, said) => {
    const thrown = thrownBy(() => readFileSync(file));
    expect(new Fault({ stage: 'usage', subject: file, ...unreadable(thrown) }).message).toBe(`${file}: ${said}`);
  });

  it.skipIf(!existsSync(FULL))('that does not fit on its disk: no other place is asked for', () => {
    const thrown = thrownBy(() => writeFileSync(FULL, 'a'));
    expect(unwritable(thrown, 'name another')).toMatchObject({
      problem: 'does not fit on its disk, which is full',
      mend: 'make room, and run again',
    });
  });

  it('that cannot be written for another reason', () => {
    const thrown = thrownBy(() => writeFileSync(import.meta.dirname, 'a'));
    expect(unwritable(thrown, 'name another')).toMatchObject({
      problem: expect.stringContaining('cannot be written: EISDIR'),
      mend: 'name another',
    });
  });
});
