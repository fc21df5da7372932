#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Cron starts this program every few minutes: what V8 compiled the last time is used again.
enableCompileCache();

// Node strips types only outside node_modules: an installed package runs as built, a checkout from source.
const installed = /[\\/]node_modules[\\/]/.test(import.meta.dirname);
await import(installed ? '../dist/cli.js' : './cli.ts');
