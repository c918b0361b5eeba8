import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { writePng } from '../../src/cli/output/png.ts';

const work = mkdtempSync(join(tmpdir(), 'ksvc-png-'));
const usual = process.env.PATH ?? '';
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 20 10"></svg>';

function found(PATH: string): { cwd: string; env: { PATH: string } } {
  return { cwd: work, env: { PATH } };
}

/** Puts a program into the directory where programs are found. */
function install(name: string, script: string): void {
  writeFileSync(join(work, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(work, name), 0o755);
}

afterEach(() => {
  for (const name of ['rsvg-convert', 'resvg']) rmSync(join(work, name), { force: true });
});
afterAll(() => rmSync(work, { recursive: true }));

describe('PNG', () => {
  test('is drawn by the first program that is installed', () => {
    install('resvg', 'echo "$@" > arguments.txt; /bin/cat > input.svg');
    expect(writePng(svg, 'out.png', found(work))).toBeUndefined();
    expect(readFileSync(join(work, 'arguments.txt'), 'utf8')).toBe('--zoom 2 - out.png\n');
    expect(readFileSync(join(work, 'input.svg'), 'utf8')).toBe(svg);
    install('rsvg-convert', 'echo "$@" > arguments.txt; /bin/cat > input.svg');
    const large = svg.replace('width="20"', 'width="9000"');
    expect(writePng(large, 'out.png', found(work))).toBeUndefined();
    expect(readFileSync(join(work, 'arguments.txt'), 'utf8')).toBe('--format png --zoom 1 --output out.png\n');
  });

  test('says what the program says', () => {
    install('rsvg-convert', '/bin/cat > /dev/null; echo "no such directory" >&2; exit 1');
    expect(writePng(svg, 'no/out.png', found([work, usual].join(delimiter)))).toBe(
      'rsvg-convert cannot draw it: no such directory',
    );
  });

  test('names the programs when there is none', () => {
    expect(writePng(svg, 'out.png', found(join(work, 'nothing')))).toBe(
      'for PNG one of these programs has to be installed: rsvg-convert, resvg, inkscape; or write SVG: -o picture.svg',
    );
  });
});
