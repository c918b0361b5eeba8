// Runs command lines once, each in a process of its own, and keeps what V8 has compiled by then, for each piece. A piece
// of several commands keeps what the first one needs.
const { execFileSync } = require('node:child_process');
const { existsSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { setFlagsFromString } = require('node:v8');

const dist = resolve(__dirname, '../../dist/cli');
const projects = resolve(__dirname, '../../fixtures/projects');
/**
 * Each with the calls of a function after which V8 compiles it further. V8 remembers that it did, and in a run of many
 * objects does so at once: fewer calls where the command line here has fewer objects.
 */
const commands = [
  ['2', 'lint', '-o', 'compact', join(projects, 'application.yaml')],
  ['20', 'graph', projects],
  // The start of all other commands.
  ['8', 'completion', 'bash'],
];

const [, script, calls, ...words] = process.argv;
if (calls === undefined)
  for (const each of commands) execFileSync(process.execPath, [script, ...each], { stdio: 'ignore' });
else compile();

function compile() {
  const { start, compiledPieces } = require('../../bin/ksvc.js');
  process.argv = [process.argv[0], 'ksvc', ...words];
  takeNoteAfter(calls);
  start(null);
  process.on('exit', () => {
    process.exitCode = 0; // the answer does not matter
    takeNoteAfter(8); // as ever: V8 takes compiled code only under the flags that it was made with
    for (const [name, code] of compiledPieces()) {
      const file = join(dist, name);
      if (!existsSync(file)) writeFileSync(file, code);
    }
  });
}

/** Only what is known of the V8 of Node 20: others have no such code (docs/decisions/007). */
function takeNoteAfter(times) {
  if (process.version.startsWith('v20.'))
    setFlagsFromString(`--interrupt-budget-factor-for-feedback-allocation=${times}`);
}
