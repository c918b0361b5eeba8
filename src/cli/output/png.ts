import { spawnSync } from 'node:child_process';
import type { Io } from '../io.ts';

/**
 * Writes an SVG as PNG, to a file or to standard output, with the first program for it that is installed: ksvc has none
 * of its own. The text is what is wrong.
 */
export function writePng(
  svg: string,
  file: string | undefined,
  { cwd, env }: Pick<Io, 'cwd' | 'env'>,
): string | undefined {
  for (const { program, argv } of programs) {
    const stdout = file === undefined ? 'inherit' : 'ignore';
    const { error, status, stderr } = spawnSync(program, argv(file, zoomOf(svg)), {
      cwd,
      env,
      input: svg,
      encoding: 'utf8',
      stdio: ['pipe', stdout, 'pipe'],
    });
    if (error && 'code' in error && error.code === 'ENOENT') continue;
    if (!error && status === 0) return undefined;
    const [reason = ''] = (error?.message ?? stderr).trim().split('\n');
    return `${program} cannot draw it${reason === '' ? '' : `: ${reason}`}`;
  }
  const names = programs.map(({ program }) => program).join(', ');
  return `for PNG one of these programs has to be installed: ${names}; or write SVG: -o picture.svg`;
}

interface Program {
  readonly program: string;
  /** Reads SVG from standard input. */
  argv(file: string | undefined, zoom: number): string[];
}

const programs: readonly Program[] = [
  {
    program: 'rsvg-convert',
    argv: (file, zoom) => ['--format', 'png', '--zoom', `${zoom}`, ...(file === undefined ? [] : ['--output', file])],
  },
  { program: 'resvg', argv: (file, zoom) => ['--zoom', `${zoom}`, '-', ...(file === undefined ? ['-c'] : [file])] },
  {
    program: 'inkscape',
    argv: (file, zoom) => [
      '--pipe',
      '--export-type=png',
      `--export-dpi=${96 * zoom}`,
      `--export-filename=${file ?? '-'}`,
    ],
  },
];

/** Twice the size, for sharp text on today's screens, unless the picture becomes larger than such programs draw. */
function zoomOf(svg: string): number {
  const [, width = '0', height = '0'] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  return Math.max(Number(width), Number(height)) > 8000 ? 1 : 2;
}
