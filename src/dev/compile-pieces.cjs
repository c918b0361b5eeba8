// Runs the command line once, in a process of its own, and keeps what V8 has compiled by then, for each piece.
const { writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const dist = resolve(__dirname, '../../dist/cli');
const { piece, loaded, version } = require(join(dist, 'start.cjs'));
const manifests = resolve(__dirname, '../../fixtures/projects/three-documents.yaml');

process.argv = [process.argv[0], 'ksvc', 'lint', '-o', 'compact', manifests];
piece('main.cjs').run();
process.on('exit', () => {
  for (const [name, { script }] of loaded) writeFileSync(join(dist, `${name}.${version}`), script.createCachedData());
});
