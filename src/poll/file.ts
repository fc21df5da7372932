import { open } from 'node:fs/promises';
import { Fault, unreadable } from '../fault.ts';
import type { Followed } from './follow.ts';

/** Reads the file of a `file:` source as if a server had answered with it. */
export async function readFileSource(url: string, path: string, maxBytes: number): Promise<Followed | Fault> {
  try {
    await using file = await open(path);
    const stat = await file.stat();
    if (!stat.isFile()) return wrong(url, 'is no file');
    if (stat.size > maxBytes) return wrong(url, `is larger than ${maxBytes} bytes (poll.maxBytes)`);
    const body = await file.readFile();
    const answer = { status: 200, headers: new Map(), body, bytes: 0 };
    return { url, answer, conditional: false, movedTo: null, permanent: true };
  } catch (thrown) {
    return wrong(url, unreadable(thrown).problem);
  }
}

function wrong(url: string, problem: string): Fault {
  return new Fault({ stage: 'poll', subject: url, problem });
}
