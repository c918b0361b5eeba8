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

/** Runs the command line. */
function start() {
  piece('main.cjs').run(optimiseLater);
}

/** The exports of a piece, loaded at the first call. */
function piece(name) {
  const known = loaded.get(name);
  if (known) return known.module.exports;
  const filename = join(pieces, name);
  // V8 takes compiled code only under the flags that it was made with.
  setBudget?.(usualBudget);
  // A piece is a function of these four (src/dev/build.mjs), in ASCII: as Latin-1 it need not be decoded.
  const text = read(filename).latin1Slice();
  const script = new Script(text, { filename, cachedData: readCompiled(`${filename}.${version}`) });
  setBudget?.(longBudget);
  const module = { exports: {} };
  loaded.set(name, { module, script });
  script.runInThisContext()(
    (id) => (id.startsWith('./') ? piece(id.slice(2)) : require(id)),
    module,
    module.exports,
    pieces,
  );
  return module.exports;
}

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

/** V8's own budget for a function before it is optimised, and ours. */
const usualBudget = 67_584;
const longBudget = 1_500_000;
let setBudget;

/**
 * Makes V8 optimise later than it would: most runs are over before optimised code has earned its cost
 * (docs/decisions/007). Short runs never get so far. Where the same is done some hundred times, as in a check of so many
 * objects, functions take note of what they meet from their first call on: that is for `repeats`.
 */
function optimiseLater(repeats) {
  // The flags are known to be right for the V8 of Node 20; later versions have other compilers and other budgets.
  if (!process.version.startsWith('v20.')) return;
  const setFlagsFromString = flagSetter();
  setBudget = (budget) => {
    const no = budget === usualBudget ? '' : 'no-';
    setFlagsFromString(`--interrupt-budget=${budget}`);
    // A young generation that grows is memory touched for the first time, which costs more than collecting once more.
    setFlagsFromString(`--semi-space-growth-factor=${budget === usualBudget ? 2 : 1}`);
    // So little is alive that waking other threads to copy it costs more than copying it.
    setFlagsFromString(`--${no}parallel-scavenge`);
    if (!repeats) return;
    setFlagsFromString(`--${no}lazy-feedback-allocation`);
    setFlagsFromString(`--${no}baseline-batch-compilation`);
  };
  setBudget(longBudget);
}

/**
 * What sets flags of V8. Loading `node:v8` loads all of Node's streams: 1.4 ms of a graph's 57. Node 20, for which alone
 * this is done, has had its last release, so what is deprecated there stays.
 */
function flagSetter() {
  const { noDeprecation } = process;
  try {
    process.noDeprecation = true;
    return process.binding('v8').setFlagsFromString ?? require('node:v8').setFlagsFromString;
  } catch {
    return require('node:v8').setFlagsFromString; // forbidden by the permission model
  } finally {
    process.noDeprecation = noDeprecation;
  }
}

/** What V8 has compiled of the loaded pieces by now, by the names of the files that keep it. */
function compiledPieces() {
  setBudget?.(usualBudget);
  return new Map([...loaded].map(([name, { script }]) => [`${name}.${version}`, script.createCachedData()]));
}

if (require.main === module) start();

module.exports = { start, compiledPieces };
