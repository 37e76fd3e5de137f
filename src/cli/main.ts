#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

enableCompileCache(); // before anything else is loaded: it covers only what is loaded after it
const { runCli } = await import('./run-cli.ts');
process.exitCode = await runCli(process.argv.slice(2));
