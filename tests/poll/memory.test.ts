import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tidings } from '../support/cli.ts';
import { pollingSite, post, rss } from '../support/polling-site.ts';
import { httpAnswer, type RawServer, serveRaw } from '../support/raw-server.ts';

const MEGABYTE = 1024 * 1024;

/** Makes a program print at its end how much memory it ever held, in kilobytes. */
const TELL_MEMORY = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak='+process.resourceUsage().maxRSS))`;

/** The most memory that a poll of this server by a process of its own ever held, in bytes, and what it reports. */
async function pollMeasured(server: RawServer) {
  using site = pollingSite([server.url], { settings: '  maxBytes: 1MB' });
  const environment = { NODE_OPTIONS: `--import "${TELL_MEMORY}"` };
  const { stdout, stderr } = await tidings(['poll', '--site', site.site.dir, '--json'], { environment });
  return { report: JSON.parse(stdout), peak: Number(/peak=(\d+)/.exec(stderr)?.[1]) * 1024 };
}

describe('memory', { timeout: 60_000 }, () => {
  it('6.2 stays bounded, whatever a body holds: a bomb of a gigabyte costs little more than a feed', async () => {
    // Members of a gzip file follow one another: each is a megabyte of zeros.
    const bomb = Buffer.concat(Array<Buffer>(1024).fill(gzipSync(Buffer.alloc(MEGABYTE))));
    await using feed = await serveRaw((socket) => socket.write(httpAnswer('200 OK', rss([post(1)]))));
    await using bomber = await serveRaw((socket) => socket.write(httpAnswer('200 OK\r\nContent-Encoding: gzip', bomb)));
    const [ordinary, bombed] = [await pollMeasured(feed), await pollMeasured(bomber)];
    expect(ordinary.report.sources.updated).toBe(1);
    expect(bombed.report.failures[0]?.error).toContain('is larger than 1000000 bytes');
    expect(bombed.peak - ordinary.peak).toBeLessThan(40 * MEGABYTE);
  });
});
