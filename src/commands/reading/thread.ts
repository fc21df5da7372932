import { parentPort } from 'node:worker_threads';
import { Fault } from '../../fault.ts';
import { readHere } from './here.ts';
import type { LetGo, LookAnswer, LookRequest, ReadAnswer, ReadRequest, Reply } from './messages.ts';
import { type FeedRead, LOOKED_INTO_AT_ONCE } from './reading.ts';

// The thread that `on-thread.ts` starts: it reads feeds, keeps their items, and looks into those that are news.

const port = parentPort;
if (port === null) throw new Error('only a thread reads feeds here');

const feeds = new Map<number, FeedRead>();

port.on('message', async (request: ReadRequest | LookRequest | LetGo) => {
  if (request.kind === 'let go') feeds.delete(request.feed);
  else {
    const reply: Reply = { number: request.number, json: JSON.stringify(await answerTo(request)) };
    port.postMessage(reply);
  }
});

function answerTo(request: ReadRequest | LookRequest): Promise<ReadAnswer | LookAnswer> {
  return request.kind === 'read' ? read(request) : lookInto(request);
}

async function read({ number, body, context, isFirst }: ReadRequest): Promise<ReadAnswer> {
  const feed = await readHere(body, context);
  if (feed instanceof Fault) {
    const { stage, subject, problem, mend, permanent } = feed;
    return { fault: { stage, subject, problem, permanent, ...(mend !== null && { mend }) } };
  }
  feeds.set(number, feed);
  const first = isFirst ? feed.items.slice(0, LOOKED_INTO_AT_ONCE) : [];
  return { feed, found: await feed.lookInto(first.map((_, index) => ({ index, known: null }))) };
}

async function lookInto({ feed, wanted }: LookRequest): Promise<LookAnswer> {
  const kept = feeds.get(feed);
  if (kept === undefined) throw new Error('a feed was let go of while it was wanted');
  return kept.lookInto(wanted);
}
