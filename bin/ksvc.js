#!/usr/bin/env node
// Starts the command line from its pieces (src/dev/build.mjs). Beside a piece there may be what V8 made of it when it
// was built with this very version of Node; with it, nothing has to be compiled (docs/decisions/007). CommonJS, as
// package.json beside it says: Node starts it faster than an ES module (docs/decisions/002), and one file faster than two.
const { closeSync, fstatSync, openSync, readSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const version = `${process.version}-${process.arch}`;
const pieces = join(__dirname, '../dist/cli');
const loaded = new Map();

/** Runs the command line; without something to set flags with, under those that V8 has. */
function start(set = flagSetter()) {
  setFlags = set;
  useFlags(shortRun);
  const name = process.argv[2];
  // What runs commands is in the pieces of these two as well.
  const { run } = piece(name === 'lint' || name === 'graph' ? `${name}.cjs` : 'main.cjs');
  run((isOnce) => useFlags(isOnce ? onceOver : longRun));
}

/** The exports of a piece, loaded at the first call. */
function piece(name) {
  const known = loaded.get(name);
  if (known) return known.module.exports;
  const filename = join(pieces, name);
  // A piece is a function of these four (src/dev/build.mjs), in ASCII: as Latin-1 it need not be decoded.
  const text = read(filename).latin1Slice();
  const cachedData = readCompiled(`${filename}.${version}`);
  const script = underUsualFlags(() => new Script(text, { filename, cachedData }));
  const module = { exports: {} };
  loaded.set(name, { module, script });
  script.runInThisContext()(load, module, module.exports, pieces);
  return module.exports;
}

/** `require` as a piece has it. */
function load(id) {
  if (id.startsWith('./')) return piece(id.slice(2));
  return loadedByNode.has(id) ? require(id) : underUsualFlags(() => require(id));
}

const loadedByNode = new Set(['node:buffer', 'node:fs', 'node:path']);

function readCompiled(path) {
  try {
    return read(path);
  } catch {
    return undefined; // built with another Node
  }
}

// One after the other, all files are read into the same memory: touching new memory costs more than reading.
let memory = Buffer.allocUnsafeSlow(1 << 20);

/** The bytes of a file, good until the next call. */
function read(path) {
  const file = openSync(path);
  try {
    const { size } = fstatSync(file);
    if (size > memory.length) memory = Buffer.allocUnsafeSlow(size);
    let length = 0;
    for (let more = 1; more > 0 && length < size; length += more) more = readSync(file, memory, length, size - length);
    return memory.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/**
 * Flags of V8 for a run, and what V8 has for them. They are known to be right for the V8 of Node 20; later versions have
 * other compilers and other budgets (docs/decisions/007).
 */
const shortRun = {
  /** Most functions are called a few times: code compiled further would not earn its cost. */
  own: '--no-sparkplug',
  usual: '--sparkplug',
};
const longRun = {
  // Optimised code comes later. A young generation that grows is memory touched for the first time, which costs more than
  // collecting once more; and so little is alive that waking other threads to copy it costs more than copying it.
  own: '--interrupt-budget=1500000 --semi-space-growth-factor=1 --no-parallel-scavenge',
  usual: '--interrupt-budget=67584 --semi-space-growth-factor=2 --parallel-scavenge',
};
/** The same is done for each of some hundred objects, and is over before optimised code has earned its cost. */
const onceOver = {
  own: `${longRun.own} --no-turbofan --no-baseline-batch-compilation --no-lazy-feedback-allocation --no-allocation-site-pretenuring`,
  usual: `${longRun.usual} --turbofan --baseline-batch-compilation --lazy-feedback-allocation --allocation-site-pretenuring`,
};
let setFlags;
/** The flags of this run, and whether they are in force; none before it begins. */
let used;
let inForce = false;

function useFlags(flags) {
  if (inForce) setFlags?.(used.usual);
  used = flags;
  inForce = true;
  setFlags?.(used.own);
}

/** V8 takes compiled code, ours and that of Node's own modules, only under the flags that it was made with. */
function underUsualFlags(work) {
  if (!inForce) return work();
  inForce = false;
  setFlags?.(used.usual);
  try {
    return work();
  } finally {
    inForce = true;
    setFlags?.(used.own);
  }
}

/**
 * What sets flags of V8, of Node 20 alone; nothing under a permission model that forbids it. Loading `node:v8` loads all
 * of Node's streams: 1.4 ms. Node 20, for which alone this is done, has had its last release, so what is deprecated there
 * stays.
 */
function flagSetter() {
  const { noDeprecation } = process;
  if (!process.version.startsWith('v20.')) return undefined;
  try {
    process.noDeprecation = true;
    return process.binding('v8').setFlagsFromString;
  } catch {
    return undefined;
  } finally {
    process.noDeprecation = noDeprecation;
  }
}

/** What V8 has compiled of the loaded pieces by now, by the names of the files that keep it. */
function compiledPieces() {
  return new Map([...loaded].map(([name, { script }]) => [`${name}.${version}`, script.createCachedData()]));
}

if (require.main === module) start();

module.exports = { start, compiledPieces };
