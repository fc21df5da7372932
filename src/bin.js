#!/usr/bin/env node
import { join } from 'node:path';
import process from 'node:process';

const OLDEST = '22.18';

const [major, minor] = process.versions.node.split('.').map(Number);
const [oldestMajor, oldestMinor] = OLDEST.split('.').map(Number);

if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) {
  const { enableCompileCache } = process.getBuiltinModule('node:module');

  // Cron starts this program every few minutes: what V8 compiled the last time is used again. It is kept at home: in a
  // folder for temporary files, where Node would keep it, others could plant what is run here.
  const { XDG_CACHE_HOME: caches, HOME: home } = process.env;
  if (caches) enableCompileCache(join(caches, 'tidings'));
  else if (home) enableCompileCache(join(home, '.cache', 'tidings'));

  // Node strips types only outside node_modules: an installed package runs as built, a checkout from source.
  const installed = /[\\/]node_modules[\\/]/.test(import.meta.dirname);
  await import(installed ? '../dist/cli.js' : './cli.ts');
} else {
  process.stderr.write(
    `tidings: Node ${process.versions.node} is too old; install ${OLDEST} or newer from https://nodejs.org/\n`,
  );
  process.exitCode = 1;
}
