#!/usr/bin/env node
'use strict';
// Starts the compiler: all of it from one file (`npm run bundle`) if that is there and no older than the build, else
// from the modules it was built to. V8's code for the one file is kept in the cache, so that it is compiled once.
const fs = require('node:fs');
const path = require('node:path');

const dist = path.join(__dirname, '../dist');
const bundle = path.join(dist, 'src/driver/ebpfc.cjs');

const stateOf = file => fs.statSync(file, { throwIfNoEntry: false });

/** Where V8's code is kept; undefined when there is no cache, or none is wanted. */
function codeFile({ size, mtimeMs }) {
  const { XDG_CACHE_HOME: base, HOME: home } = process.env;
  const folder = base === undefined ? home && home !== '/' && path.join(home, '.cache') : base;
  if (!folder || !path.isAbsolute(folder) || process.argv.includes('--no-cache')) return undefined;
  const key = [process.version, process.arch, size, Math.trunc(mtimeMs)].join('-');
  return path.join(folder, 'ebpfc', `code-${key}`);
}

function read(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Whole or not at all, and never an error: what cannot be kept is only slower. */
function keep(file, data) {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    fs.writeFileSync(temporary, data, { mode: 0o600 });
    fs.renameSync(temporary, file);
  } catch {
    fs.rmSync(temporary, { force: true });
  }
}

async function runBundle(state) {
  const vm = require('node:vm');
  const file = codeFile(state);
  const cachedData = file && read(file);
  // It is ASCII, which V8 reads fastest as Latin-1.
  const source = require('node:module').wrap(fs.readFileSync(bundle, 'latin1'));
  const script = new vm.Script(source, { filename: bundle, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, bundle, path.dirname(bundle));
  process.exitCode = await module.exports.main(process.argv.slice(2));
  // Now, so that it has the functions that were needed.
  if (file && (!cachedData || script.cachedDataRejected)) keep(file, script.createCachedData());
}

async function runModules() {
  const { main } = await import('../dist/src/driver/main.js');
  process.exitCode = await main(process.argv.slice(2));
}

const state = stateOf(bundle);
const build = stateOf(path.join(dist, 'tsconfig.build.tsbuildinfo'));
if (state && !(build && build.mtimeMs > state.mtimeMs)) runBundle(state);
else runModules();
