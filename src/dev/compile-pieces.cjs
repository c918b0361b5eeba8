// Runs command lines once, each in a process of its own, and keeps what V8 has compiled by then, for each piece. A piece
// of several commands keeps what the first one needs.
const { execFileSync } = require('node:child_process');
const { existsSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const dist = resolve(__dirname, '../../dist/cli');
const projects = resolve(__dirname, '../../fixtures/projects');
const commands = [
  ['lint', '-o', 'compact', join(projects, 'application.yaml')],
  ['graph', projects],
];

const [, script, ...command] = process.argv;
if (command.length === 0)
  for (const each of commands) execFileSync(process.execPath, [script, ...each], { stdio: 'ignore' });
else compile(command);

function compile(words) {
  const { start, compiledPieces } = require('../../bin/ksvc.js');
  process.argv = [process.argv[0], 'ksvc', ...words];
  start();
  process.on('exit', () => {
    process.exitCode = 0; // the answer does not matter
    for (const [name, code] of compiledPieces()) {
      const file = join(dist, name);
      if (!existsSync(file)) writeFileSync(file, code);
    }
  });
}
