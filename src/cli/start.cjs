// Starts the command line from its pieces (src/dev/build.mjs). Beside a piece there may be what V8 made of it when it
// was built with this very version of Node; with it, nothing has to be compiled (docs/decisions/007).
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');
const { setFlagsFromString } = require('node:v8');

// Optimise later than V8 would: most runs are over before optimised code has earned its cost (docs/decisions/007).
// The flag is known to be right for the V8 of Node 20; later versions have other compilers and other budgets.
if (process.version.startsWith('v20.')) setFlagsFromString('--interrupt-budget=1500000');

const version = `${process.version}-${process.arch}`;
const loaded = new Map();

/** The exports of a piece, loaded at the first call. */
function piece(name) {
  const known = loaded.get(name);
  if (known) return known.module.exports;
  const filename = join(__dirname, name);
  const script = new Script(`(function(require,module,exports){${readFileSync(filename, 'utf8')}\n})`, {
    filename,
    cachedData: read(`${filename}.${version}`),
  });
  const module = { exports: {} };
  loaded.set(name, { module, script });
  script.runInThisContext()((id) => (id.startsWith('./') ? piece(id.slice(2)) : require(id)), module, module.exports);
  return module.exports;
}

function read(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined; // built with another Node
  }
}

module.exports = { piece, loaded, version };
