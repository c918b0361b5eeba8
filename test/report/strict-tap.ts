import { parse } from 'yaml';

/** A test of a TAP stream. */
export interface TapTest {
  readonly ok: boolean;
  readonly description: string;
  readonly diagnostic: unknown;
}

/** Reads TAP 14 without subtests, and throws at anything that the specification does not have. */
export function parseTap(tap: string): TapTest[] {
  const lines = tap.split('\n');
  if (lines.pop() !== '') throw new Error('no line end at the end');
  if (lines.shift() !== 'TAP version 14') throw new Error('no version');
  const plan = /^1\.\.(\d+)$/.exec(lines.shift() ?? '')?.[1];
  if (plan === undefined) throw new Error('no plan');
  const tests: TapTest[] = [];
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    const [, status, number, description = ''] = /^(ok|not ok) (\d+) - ((?:\\[\\#]|[^\\#])*)$/.exec(line) ?? [];
    if (status === undefined || Number(number) !== tests.length + 1) throw new Error(`no test point: ${line}`);
    let diagnostic: unknown;
    if (lines[0] === '  ---') {
      const end = lines.indexOf('  ...');
      if (end < 0) throw new Error('a YAML block without end');
      const block = lines.splice(0, end + 1).slice(1, -1);
      if (block.some((each) => !each.startsWith('  '))) throw new Error('a YAML block that is not indented');
      diagnostic = parse(block.map((each) => each.slice(2)).join('\n'));
    }
    tests.push({ ok: status === 'ok', description: description.replace(/\\([\\#])/g, '$1'), diagnostic });
  }
  if (tests.length !== Number(plan)) throw new Error(`${plan} tests planned, ${tests.length} written`);
  return tests;
}
