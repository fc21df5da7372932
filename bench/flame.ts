/**
 * Draws where a program's time goes, as a flame graph:
 *   node --cpu-prof --cpu-prof-dir=DIR src/bin.js poll … ; node bench/flame.ts DIR/*.cpuprofile OUT.svg
 * Each bar is a file of a room, or a package, with what it calls below it, as wide as its share of the time. Calls within
 * one are drawn as one, and Node's own functions with their caller.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const WIDTH = 1200;
const ROW = 18;
/** Narrower bars, of the whole, are left out. */
const LEAST = 0.004;
/** The width of a letter. */
const LETTER = 6.2;

const PROFILE = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string() }),
      children: z.array(z.number()).optional(),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

type Node = z.infer<typeof PROFILE>['nodes'][number];

/** A file of a room, or a package, and what was called from it. */
interface Bar {
  readonly name: string;
  /** Microseconds, with what was called. */
  time: number;
  readonly calls: Map<string, Bar>;
}

const [input = '', output = ''] = process.argv.slice(2);
writeFileSync(output, draw(barsOf(PROFILE.parse(JSON.parse(readFileSync(input, 'utf8'))))));

function barsOf({ nodes, samples, timeDeltas }: z.infer<typeof PROFILE>): Bar {
  const own = new Map<number, number>();
  for (const [index, id] of samples.entries()) own.set(id, (own.get(id) ?? 0) + (timeDeltas[index] ?? 0));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const root: Bar = { name: 'all', time: 0, calls: new Map() };
  const visit = (node: Node | undefined, callers: readonly Bar[]): void => {
    if (node === undefined || node.callFrame.functionName === '(idle)') return;
    const chain = withCall(callers, nameOf(node));
    for (const bar of chain) bar.time += own.get(node.id) ?? 0;
    for (const id of node.children ?? []) visit(byId.get(id), chain);
  };
  visit(nodes[0], [root]);
  return root;
}

/** The bars of a call and its callers; a call within a file or package is its caller's. */
function withCall(callers: readonly Bar[], name: string | null): readonly Bar[] {
  const caller = callers.at(-1);
  if (caller === undefined || name === null || name === caller.name) return callers;
  const call = caller.calls.get(name) ?? { name, time: 0, calls: new Map() };
  caller.calls.set(name, call);
  return [...callers, call];
}

/** Null: what is the caller's own, as Node's inner functions are. */
function nameOf({ callFrame: { functionName, url } }: Node): string | null {
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (functionName === '(program)' || url === '') return null;
  const dependency = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (dependency !== undefined) return dependency;
  return /\/src\/(.*)\.[tj]s$/.exec(url)?.[1] ?? null;
}

function draw(root: Bar): string {
  const rows: string[] = [];
  const deepest = drawCalls(root, root.time, 0, 0, rows);
  const height = (deepest + 1) * ROW;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="11">
${rows.join('\n')}
</svg>
`;
}

/** Draws what a bar called, from its left edge on, and returns the depth of the lowest bar. */
function drawCalls(bar: Bar, whole: number, left: number, depth: number, rows: string[]): number {
  let [at, deepest] = [left, depth];
  for (const call of [...bar.calls.values()].toSorted((a, b) => b.time - a.time)) {
    const share = call.time / whole;
    if (share < LEAST) break;
    const width = share * WIDTH;
    const text = `${call.name} ${(share * 100).toFixed(1)} %`;
    const shown = text.length * LETTER < width ? text : call.name.slice(0, Math.max(0, Math.floor(width / LETTER) - 1));
    rows.push(
      `<g><title>${text}</title><rect x="${at.toFixed(1)}" y="${depth * ROW}" width="${width.toFixed(1)}" height="${ROW - 1}" rx="2" fill="${colourOf(call.name)}"/>` +
        `<text x="${(at + 3).toFixed(1)}" y="${depth * ROW + 13}">${shown}</text></g>`,
    );
    deepest = Math.max(deepest, drawCalls(call, whole, at, depth + 1, rows));
    at += width;
  }
  return deepest;
}

/** Rooms are warm, packages grey. */
function colourOf(name: string): string {
  const room = /^([a-z]+)\//.exec(name)?.[1];
  const hues: Readonly<Record<string, number>> = {
    poll: 40,
    feed: 20,
    extract: 90,
    store: 200,
    publish: 280,
    commands: 340,
  };
  if (room === undefined) return name === 'garbage collection' ? '#e9a0a0' : '#d5d8dc';
  return `hsl(${hues[room] ?? 160} 70% 78%)`;
}
