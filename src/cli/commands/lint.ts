import { type Cluster, type Finding, lint, load } from '../../index.ts';
import { plain } from '../../report/paint.ts';
import type { LintResults, Reporter, RuleText } from '../../report/reporter.ts';
import { summaryLine } from '../../report/summary.ts';
import { type Arguments, lastValue } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitCodeOf } from '../input/inputs-report.ts';
import type { Io } from '../io.ts';
import { deliver, lookOf } from '../output/deliver.ts';
import type { Destination } from '../output/destinations.ts';
import { prepare } from '../prepare.ts';
import { version } from '../version.ts';

const reporters: Readonly<Record<string, () => Promise<Reporter>>> = {
  pretty: async () => (await import('../../report/pretty.ts')).pretty,
  compact: async () => (await import('../../report/compact.ts')).compact,
  json: async () => (await import('../../report/json.ts')).json,
  sarif: async () => (await import('../../report/sarif.ts')).sarif,
};

/** `ksvc lint`: exit code 1 when there are findings at or above --fail-on. */
export const lintCommand: Command = async (args, io) => {
  const prepared = await prepare(args, io, io.out.isTTY() ? 'pretty' : 'compact');
  if (typeof prepared === 'number') return prepared;
  const { targets, options, inputs } = prepared;
  const cluster = load(inputs.sources, options);
  const { findings, summary } = lint(cluster);
  const foundObjects = cluster.objects.some(({ apiVersion, kind }) => apiVersion !== '' || kind !== '');

  const failOn = lastValue(args, 'fail-on') ?? 'error';
  const failing = findings.filter(({ severity }) => reaches(severity, failOn));
  const quietly = failOn === 'never' ? 'error' : failOn;
  const shown = args.flags.quiet ? findings.filter(({ severity }) => reaches(severity, quietly)) : findings;
  const rules = targets.some(({ format }) => format === 'sarif') ? await ruleTexts(shown) : new Map();
  const results: LintResults = { findings: shown, summary, rules, text: textOf(cluster) };
  const written = await deliver(targets, io, (target) => report(results, target, args, io));

  if (!args.flags.quiet) {
    if (!foundObjects && findings.length === 0) io.err.write('note: no Kubernetes objects found\n');
    const onOut = targets.find(({ file }) => file === undefined)?.format;
    if (onOut === undefined || onOut === 'compact') io.err.write(`${summaryLine(summary, plain)}\n`);
  }
  if (!written) return 2;
  return exitCodeOf(failing.length > 0 ? 1 : 0, inputs, foundObjects);
};

async function report(results: LintResults, target: Destination, args: Arguments, io: Io): Promise<string> {
  const look = await lookOf(target, args, io);
  const reporter = await reporters[target.format]?.();
  const text = reporter?.(results, { ...look, directory: io.cwd, version }) ?? '';
  if (target.format !== 'pretty' || args.flags.quiet) return text;
  // The time is for people only: other output is the same for the same input.
  const isShown = target.file === undefined && io.out.isTTY();
  const time = isShown ? look.paint.dim(` (${io.seconds().toFixed(2)} s)`) : '';
  return `${text}${summaryLine(results.summary, look.paint)}${time}\n`;
}

const severities: readonly string[] = ['error', 'warning', 'info'];

/** True at or above a severity; nothing is above `never`. */
function reaches(severity: string, lowest: string): boolean {
  return severities.indexOf(severity) <= severities.indexOf(lowest);
}

function textOf(cluster: Cluster): LintResults['text'] {
  let texts: Map<string, string> | undefined;
  return (file) => {
    texts ??= new Map(cluster.documents.map(({ path, source }) => [path, source.text]));
    return texts.get(file);
  };
}

async function ruleTexts(findings: readonly Finding[]): Promise<ReadonlyMap<string, RuleText>> {
  const { rules } = await import('../rule-texts.ts');
  const used = new Set(findings.map(({ rule }) => rule));
  return new Map(rules.filter(({ id }) => used.has(id)).map((rule) => [rule.id, rule]));
}
