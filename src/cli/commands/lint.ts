import { type Cluster, type Finding, type LintOptions, type LintSummary, lint, load } from '../../index.ts';
import { compact } from '../../report/compact.ts';
import { plain } from '../../report/paint.ts';
import type { LintResults, Reporter, RuleText } from '../../report/reporter.ts';
import { summaryLine } from '../../report/summary.ts';
import { rules } from '../../rules/index.ts';
import { type Arguments, lastValue } from '../arguments.ts';
import { type Command, refuse } from '../command.ts';
import { repositoryRoot } from '../config/with-config.ts';
import type { ExitCode } from '../exit-code.ts';
import { exitCodeOf } from '../input/inputs-report.ts';
import type { Inputs } from '../input/read-inputs.ts';
import type { Io } from '../io.ts';
import { kustomizeNote } from '../lint/kustomize-note.ts';
import type { Linted, Settings } from '../lint/linted.ts';
import { deliver, lookOf } from '../output/deliver.ts';
import type { Destination } from '../output/destinations.ts';
import { prepare } from '../prepare.ts';
import { reaches } from '../reaches.ts';
import { version } from '../version.ts';

const reporters: Readonly<Record<string, () => Promise<Reporter>>> = {
  pretty: async () => (await import('../../report/pretty.ts')).pretty,
  compact: async () => compact, // a few lines, and what scripts get: a file of its own would cost more
  json: async () => (await import('../../report/json.ts')).json,
  sarif: async () => (await import('../../report/sarif.ts')).sarif,
  github: async () => (await import('../../report/github.ts')).github,
  gitlab: async () => (await import('../../report/gitlab.ts')).gitlab,
  junit: async () => (await import('../../report/junit.ts')).junit,
  checkstyle: async () => (await import('../../report/checkstyle.ts')).checkstyle,
  tap: async () => (await import('../../report/tap.ts')).tap,
  markdown: async () => (await import('../../report/markdown.ts')).markdown,
};

/** `ksvc lint`: exit code 1 when there are findings at or above --fail-on. */
export const lintCommand: Command = async (args, io) => {
  if (args.flags.watch) return (await import('../lint/watch.ts')).watch(args, io, lintOnce);
  if (args.flags['list-rules'] || args.flags['print-config']) {
    return (await import('../lint/show-settings.ts')).showSettings(args, io, rules);
  }
  return lintOnce(args, io);
};

async function lintOnce(given: Arguments, io: Io): Promise<ExitCode> {
  const args = given.values.changed ? (await import('../lint/changed.ts')).withRevision(given, io) : given;
  const settings = await settingsOf(args, io);
  if (typeof settings === 'string') return refuse(io, args, settings);
  const sets = args.values.set || args.config?.config.sets ? await import('../lint/sets.ts') : undefined;
  const linted = sets ? await sets.lintSets(args, io, settings, lintSet) : await lintSet(args, io, settings);
  if (typeof linted === 'number') return linted;
  const { targets, inputs, clusters, findings, summary } = linted;
  if (settings.baselinePath !== undefined && args.flags['write-baseline']) {
    return (await import('../lint/write-baseline.ts')).writeBaseline(findings, settings, io);
  }
  const foundObjects = clusters.some(({ objects }) =>
    objects.some((each) => each.apiVersion !== '' || each.kind !== ''),
  );

  const failOn = lastValue(args, 'fail-on') ?? 'error';
  const fails = ({ severity }: Finding): boolean => reaches(severity, failOn);
  const quietly = failOn === 'never' ? 'error' : failOn;
  const shown = args.flags.quiet ? findings.filter(({ severity }) => reaches(severity, quietly)) : findings;
  const texts = targets.some(({ format }) => format === 'sarif') ? await ruleTexts(shown) : new Map();
  const results: LintResults = {
    findings: shown,
    summary,
    rules: texts,
    files: () => [...new Set(clusters.flatMap(({ documents }) => documents.map(({ path }) => path)))],
    fails,
    text: textOf(clusters, args),
  };
  const named = sets ? { ...results, findings: sets.withNames(shown) } : results;
  const written = await deliver(targets, io, (target) =>
    report(target.format === 'json' ? results : named, target, args, io),
  );

  const tooMany = tooManyWarnings(args, summary);
  if (tooMany !== undefined) io.err.write(`error: ${tooMany}\n`);
  if (!args.flags.quiet) {
    if (!foundObjects && findings.length === 0) io.err.write('note: no Kubernetes objects found\n');
    const onOut = targets.find(({ file }) => file === undefined)?.format;
    if (onOut === undefined || onOut === 'compact' || onOut === 'github') {
      io.err.write(`${summaryLine(summary, plain)}\n`);
    }
    for (const cluster of clusters) io.err.write(kustomizeNote(cluster));
  }
  if (!written) return 2;
  return exitCodeOf(tooMany !== undefined || findings.some(fails) ? 1 : 0, inputs, foundObjects);
}

/** One set of files and what is found in it. */
async function lintSet(args: Arguments, io: Io, settings: Settings): Promise<Linted | ExitCode> {
  const prepared = await prepare(args, io, io.out.isTTY() ? 'pretty' : 'compact');
  if (typeof prepared === 'number') return prepared;
  const { targets, options, inputs } = prepared;
  const cluster = load(inputs.sources, options);
  const { findings, summary } = lint(cluster, { today: io.today(), ...optionsFor(settings, inputs) });
  return { targets, inputs, clusters: [cluster], findings, summary };
}

/** What somebody has said about findings; usually nobody has. */
async function settingsOf(args: Arguments, io: Io): Promise<Settings | string> {
  const { values, flags, config } = args;
  const limit = lastValue(args, 'max-warnings');
  if (limit !== undefined && !/^\d+$/.test(limit)) return `option --max-warnings: '${limit}' is no number`;
  const isSettled = values.profile || values.rule || values.baseline || values.changed || flags['write-baseline'];
  if (!config && !isSettled) return {};
  return (await import('../lint/settings.ts')).lintSettings(args, io);
}

/** What is piped in is not all that a configuration is for. */
function optionsFor({ options }: Settings, { sources }: Inputs): LintOptions | undefined {
  if (!options?.reportUnusedIgnores || !sources.some(({ path }) => path === '<stdin>')) return options;
  return { ...options, reportUnusedIgnores: false };
}

function tooManyWarnings(args: Arguments, { warnings }: LintSummary): string | undefined {
  const limit = lastValue(args, 'max-warnings');
  if (limit === undefined || warnings <= Number(limit)) return undefined;
  return `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}, and --max-warnings allows ${limit}`;
}

async function report(results: LintResults, target: Destination, args: Arguments, io: Io): Promise<string> {
  const look = await lookOf(target, args, io);
  const reporter = await reporters[target.format]?.();
  const root = inRepository.has(target.format) ? repositoryRoot(io) : undefined;
  const options = { ...look, directory: io.cwd, version, ...(root !== undefined && { root }) };
  const text = reporter?.(results, options) ?? '';
  if (target.format !== 'pretty' || args.flags.quiet) return text;
  // The time is for people only: other output is the same for the same input.
  const isShown = target.file === undefined && io.out.isTTY();
  const time = isShown ? look.paint.dim(` (${io.seconds().toFixed(2)} s)`) : '';
  return `${text}${summaryLine(results.summary, look.paint)}${time}\n`;
}

/** Formats for services that know files by their path in the repository. */
const inRepository: ReadonlySet<string> = new Set(['sarif', 'github', 'gitlab']);

function textOf(clusters: readonly Cluster[], { config }: Arguments): LintResults['text'] {
  let texts: Map<string, string> | undefined;
  return (file) => {
    if (!texts) {
      texts = new Map();
      for (const { documents } of clusters) for (const { path, source } of documents) texts.set(path, source.text);
      for (const { path, text } of config?.sources ?? []) texts.set(path, text);
    }
    return texts.get(file);
  };
}

async function ruleTexts(findings: readonly Finding[]): Promise<ReadonlyMap<string, RuleText>> {
  const { rules: all } = await import('../rule-texts.ts');
  const used = new Set(findings.map(({ rule }) => rule));
  return new Map(all.filter(({ id }) => used.has(id)).map((rule) => [rule.id, rule]));
}
