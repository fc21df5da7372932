import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, unwritable } from '../fault.ts';
import { makeFolder } from '../folder.ts';
import type { Channel, Transport } from './transport.ts';

/** How many files are written at once. */
const CHANNELS = 4;

/**
 * A folder that takes messages as `.eml` files. Each is written under another name and renamed, and is named after its
 * Message-ID: to hand over the same message again changes nothing, so nothing is ever uncertain here.
 */
export function folderTransport(folder: string): Transport {
  return {
    name: folder,
    channels: CHANNELS,
    async open() {
      try {
        makeFolder(folder, 0o700);
        return folderChannel(folder);
      } catch (thrown) {
        return faultOf(folder, thrown);
      }
    },
  };
}

function folderChannel(folder: string): Channel {
  return {
    usable: true,
    async send(mail) {
      const path = join(folder, `${mail.messageId.replace(/^<|@.*$/g, '')}.eml`);
      try {
        await writeFile(`${path}.part`, mail.blocks, { mode: 0o600 });
        await rename(`${path}.part`, path);
      } catch (thrown) {
        return { kind: 'lost', ended: false, text: faultOf(folder, thrown).message };
      }
      return { kind: 'accepted', text: path };
    },
    close: () => undefined,
  };
}

function faultOf(folder: string, thrown: unknown): Fault {
  const mend = 'name in smtp.url a folder that can be written';
  return new Fault({ stage: 'mail', subject: folder, ...unwritable(thrown, mend) });
}
