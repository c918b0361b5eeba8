// Several sets of files, each checked on its own: the environments that one repository holds.
import { relative, resolve } from 'node:path';
import { hintFor } from '../../config/field-reader.ts';
import type { Finding, LintSummary } from '../../index.ts';
import { visible } from '../../report/visible.ts';
import type { Arguments } from '../arguments.ts';
import { refuse } from '../command.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Inputs } from '../input/read-inputs.ts';
import type { Io } from '../io.ts';
import type { Linted, Settings } from './linted.ts';

/** Paths by the name of the set that they make. */
type Sets = ReadonlyMap<string, readonly string[]>;

/** Lints each set, and puts together what is found; without sets, because paths are named, lints those. */
export async function lintSets(
  args: Arguments,
  io: Io,
  settings: Settings,
  lintSet: (args: Arguments, io: Io, settings: Settings) => Promise<Linted | ExitCode>,
): Promise<Linted | ExitCode> {
  const sets = setsOf(args, io);
  if (typeof sets === 'string') return refuse(io, args, sets);
  if (!sets) return lintSet(args, io, settings);
  const all: Linted[] = [];
  for (const [name, paths] of sets) {
    const linted = await lintSet({ ...args, operands: paths }, io, forOneOf(settings));
    if (typeof linted === 'number') return linted;
    all.push({ ...linted, findings: linted.findings.map((finding) => ({ ...finding, set: name })) });
  }
  return {
    targets: all[0]?.targets ?? [],
    inputs: inputsOf(all.map(({ inputs }) => inputs)),
    clusters: all.flatMap(({ clusters }) => clusters),
    findings: all.flatMap(({ findings }) => findings),
    summary: sumOf(all.map(({ summary }) => summary)),
  };
}

/** The sets of the command line, or of the configuration when nothing is named; a text says what is wrong. */
export function setsOf({ operands, values, config }: Arguments, io: Io): Sets | string | undefined {
  const isNamed = operands.length > 0 || values.file !== undefined;
  const configured = configuredSets(config, io);
  if (!values.set) return isNamed || configured.size === 0 ? undefined : configured;
  if (isNamed) return 'option --set: a path belongs to a set, as in --set prod=overlays/prod';
  const sets = new Map<string, readonly string[]>();
  for (const word of values.set) {
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    const paths = equals < 0 ? configured.get(name) : [word.slice(equals + 1)];
    if (!paths) {
      const hint = configured.size > 0 ? hintFor(name, [...configured.keys()]) : 'write --set prod=overlays/prod';
      return `option --set: there is no set '${visible(name)}'; ${hint}`;
    }
    if (!setName.test(name) || paths.includes('')) {
      return `option --set: '${visible(word)}' is no name and path, as in prod=overlays/prod`;
    }
    if (paths.includes('-')) return 'option --set: standard input is no set; name paths';
    sets.set(name, [...(sets.get(name) ?? []), ...paths]);
  }
  return sets;
}

/** The findings as formats without a field for the set tell them. */
export function withNames(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) =>
    finding.set === undefined ? finding : { ...finding, message: `[${finding.set}] ${finding.message}` },
  );
}

const setName = /^[\w.-]+$/;

function configuredSets(config: Arguments['config'], io: Io): Sets {
  const inDirectory = (path: string): string =>
    relative(io.cwd, resolve(config?.directory ?? '', path)).replaceAll('\\', '/') || '.';
  return new Map(Object.entries(config?.config.sets ?? {}).map(([name, paths]) => [name, paths.map(inDirectory)]));
}

/** One set says nothing about ignores that are for others. */
function forOneOf({ options, ...settings }: Settings): Settings {
  if (!options) return settings;
  const { reportUnusedIgnores: _unused, ...rest } = options;
  return { ...settings, options: rest };
}

function inputsOf(all: readonly Inputs[]): Inputs {
  return {
    sources: all.flatMap(({ sources }) => sources),
    searched: new Set(all.flatMap(({ searched }) => [...searched])),
    missing: all.flatMap(({ missing }) => missing),
    unreadable: all.flatMap(({ unreadable }) => unreadable),
    charts: all.flatMap(({ charts }) => charts),
  };
}

/** What is gone from the baseline in one set may be there in another. */
function sumOf(all: readonly LintSummary[]): LintSummary {
  const sum = (take: (summary: LintSummary) => number | undefined): number =>
    all.reduce((total, summary) => total + (take(summary) ?? 0), 0);
  const ignored = sum((each) => each.ignored);
  const known = sum((each) => each.known);
  return {
    files: sum((each) => each.files),
    documents: sum((each) => each.documents),
    objects: sum((each) => each.objects),
    errors: sum((each) => each.errors),
    warnings: sum((each) => each.warnings),
    infos: sum((each) => each.infos),
    unchecked: sum((each) => each.unchecked),
    ...(ignored > 0 && { ignored }),
    ...(known > 0 && { known }),
  };
}
