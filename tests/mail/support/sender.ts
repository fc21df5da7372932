import { openStore } from '../../../src/store/store.ts';
import { sendOpen } from './outbox.ts';

/** A process that sends what is to be sent of a state, until it has or is killed: `sender.ts STATE URL CONNECTIONS`. */
const [state = '', url = '', connections = ''] = process.argv.slice(2);
const store = await openStore(state);
await sendOpen(store, url, {
  connections: Number(connections),
  run: String(process.pid),
  now: Date.UTC(2014, 7, 18, 6),
});
await store.close();
