import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root: string = resolve(__dirname, '../..');

/** The package as `npm pack` makes it of what is built, unpacked where nothing else is. */
export interface Packed {
  /** Its files, relative to it. */
  readonly files: readonly string[];
  /** Where it is installed: an empty project with `node_modules/ksvc` and its commands. */
  readonly project: string;
  readonly unpackedSize: number;
}

/** Packs the built package and unpacks it into a new project. */
export function pack(): Packed {
  const folder = mkdtempSync(join(tmpdir(), 'ksvc-pack-'));
  if (!existsSync(join(root, 'dist/index.js'))) execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'ignore' });
  const output = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [packed] = JSON.parse(output) as { filename: string; files: { path: string }[]; unpackedSize: number }[];
  if (!packed) throw new Error(`npm pack said ${output}`);
  const modules = join(folder, 'project/node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', modules]);
  execFileSync('mv', [join(modules, 'package'), join(modules, 'ksvc')]);
  for (const name of ['ksvc', 'kubectl-ksvc']) symlinkSync('../ksvc/bin/ksvc.js', join(modules, '.bin', name));
  return {
    files: packed.files.map(({ path }) => path).sort(),
    project: join(folder, 'project'),
    unpackedSize: packed.unpackedSize,
  };
}
