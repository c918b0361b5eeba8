import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { FileSystem } from '../../src/cli/io.ts';
import { nodeFileSystem } from '../../src/cli/process-io.ts';
import { run } from './run.ts';

// A case is a directory: `cmd` is the command line (NAME=value in front of it sets a variable, COLUMNS makes standard
// output a terminal of that width, `< file` at the end is standard input), beside it the manifests and what is printed.
// UPDATE=1 rewrites what is printed.
const root = resolve(__dirname, '../../fixtures/cli');

/** Paths in reports are those of the repository, also where the tests are run outside of one. */
const repository = resolve(root, '../..');
const inRepository: FileSystem = {
  ...nodeFileSystem,
  exists: (path) => path === join(repository, '.git') || nodeFileSystem.exists(path),
};

describe('command lines', () => {
  for (const name of readdirSync(root).sort()) {
    test(name, async () => {
      const folder = join(root, name);
      const { argv, env, stdin } = parseCommand(readFileSync(join(folder, 'cmd'), 'utf8').trim());
      const { exit, stdout, stderr, written } = await run(argv, {
        cwd: folder,
        env,
        fs: inRepository,
        ...(stdin !== undefined && { stdin: readFileSync(join(folder, stdin)) }),
        ...(env.COLUMNS !== undefined && { columns: Number(env.COLUMNS) }),
      });
      compare(`${name}/exit`, `${exit}\n`);
      compare(`${name}/stdout.txt`, stdout.replaceAll(folder, '/here'));
      compare(`${name}/stderr.txt`, stderr.replaceAll(folder, '/here'));
      for (const [path, text] of written)
        compare(`${path.slice(root.length + 1)}.expected`, text.replaceAll(folder, '/here'));
    });
  }
});

function compare(file: string, actual: string): void {
  const path = join(root, file);
  if (process.env.UPDATE) writeFileSync(path, actual);
  expect({ file, text: actual }).toEqual({ file, text: existsSync(path) ? readFileSync(path, 'utf8') : undefined });
}

function parseCommand(line: string): { argv: string[]; env: Record<string, string>; stdin?: string } {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  const env: Record<string, string> = {};
  while (/^[A-Z_]+=/.test(words[0] ?? '')) {
    const [name = '', value = ''] = (words.shift() ?? '').split('=');
    env[name] = value;
  }
  const redirection = words.indexOf('<');
  const stdin = redirection < 0 ? undefined : words.splice(redirection)[1];
  if (words.shift() !== 'ksvc') throw new Error(`not a ksvc command line: ${line}`);
  return { argv: words, env, ...(stdin !== undefined && { stdin }) };
}
