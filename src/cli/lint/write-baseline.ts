import { relative } from 'node:path';
import { baselineOf, type Finding, type LintOptions } from '../../index.ts';
import { toJson } from '../../report/json.ts';
import { count } from '../../report/plural.ts';
import { visible } from '../../report/visible.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { deliver } from '../output/deliver.ts';

/** Accepts today's findings: later runs report only others. */
export async function writeBaseline(
  findings: readonly Finding[],
  settings: { readonly options?: LintOptions; readonly baselinePath?: string },
  io: Io,
): Promise<ExitCode> {
  const path = settings.baselinePath ?? '.ksvc-baseline.json';
  const baseline = baselineOf(findings, (file) => settings.options?.pathOf?.(file) ?? file);
  const written = await deliver([{ format: 'json', file: path }], io, async () => toJson(baseline));
  if (!written) return 2;
  io.err.write(`${visible(relative(io.cwd, path) || path)}: ${count(findings.length, 'finding')} accepted\n`);
  return 0;
}
