// What the command line and the configuration say about findings. Loaded only when they say something.
import { resolve } from 'node:path';
import type { Baseline, LintOptions, Profile, RuleLevel } from '../../index.ts';
import { visible } from '../../report/visible.ts';
import { ruleIds } from '../../rules/ids.ts';
import { nearest } from '../../text/nearest.ts';
import { type Arguments, lastValue } from '../arguments.ts';
import { pathFrom } from '../config/path-from.ts';
import { repositoryRoot } from '../config/with-config.ts';
import type { Io } from '../io.ts';
import { readBaseline } from './baseline-file.ts';
import { keepChanged } from './changed.ts';

/** What to report, and where the baseline is. */
export interface LintSettings {
  readonly options: LintOptions;
  /** Absolute path of the baseline to read or write. */
  readonly baselinePath: string;
}

/** Settles what to report; a text says what is wrong. */
export function lintSettings(args: Arguments, io: Io): LintSettings | string {
  const config = args.config?.config ?? {};
  const given = ruleOptions(args.values.rule ?? []);
  if (typeof given === 'string') return given;
  const baselinePath = baselinePathOf(args, io);
  const wantsBaseline = lastValue(args, 'baseline') !== undefined || config.baseline !== undefined;
  let baseline: Baseline | undefined;
  if (wantsBaseline && !args.flags['write-baseline']) {
    const read = readBaseline(baselinePath, io);
    if (typeof read === 'string') return read;
    baseline = read;
  }
  const revision = lastValue(args, 'changed');
  const keep = revision === undefined ? undefined : keepChanged(revision, io);
  if (typeof keep === 'string') return keep;
  const base = config.extends && 'profile' in config.extends ? config.extends.profile : undefined;
  const profile = (lastValue(args, 'profile') as Profile | undefined) ?? base;
  const { overrides = [], ignores } = config;
  return {
    baselinePath,
    options: {
      ...(profile !== undefined && { profile }),
      ...(config.rules && { rules: config.rules }),
      ...(config.ruleOptions && { ruleOptions: config.ruleOptions }),
      // What the command line says counts for all files.
      overrides: given.levels ? [...overrides, { files: ['**', '<stdin>'], rules: given.levels }] : overrides,
      ...(given.only && { only: given.only }),
      ...(ignores && { ignores }),
      ...(ignores && isWhole(args, io) && { reportUnusedIgnores: true }),
      ...(baseline && { baseline }),
      ...(keep && { keep }),
      today: io.today(),
      pathOf: pathFrom(args.config?.directory ?? repositoryRoot(io) ?? io.cwd, io),
    },
  };
}

/** Whether everything is linted that the configuration is for. */
function isWhole({ operands, values, config }: Arguments, io: Io): boolean {
  const isPart = operands.length > 0 || values.file || values.rule || values.changed || values['stdin-filename'];
  return !isPart && config?.directory === io.cwd;
}

interface RuleOptions {
  readonly only?: readonly string[];
  readonly levels?: Readonly<Record<string, RuleLevel>>;
}

const levels: readonly RuleLevel[] = ['off', 'on', 'error', 'warning', 'info'];

/** The values of --rule: names alone, and names with a level. */
function ruleOptions(values: readonly string[]): RuleOptions | string {
  const only: string[] = [];
  const chosen: Record<string, RuleLevel> = {};
  for (const value of values.flatMap((each) => each.split(','))) {
    const [id = '', level, ...rest] = value.split('=').map((part) => part.trim());
    if (!ruleIds.includes(id)) {
      const near = nearest(id, ruleIds);
      return `option --rule: no rule is called '${visible(id)}'; ${near === undefined ? 'ksvc rules lists them' : `did you mean ${near}?`}`;
    }
    const found = levels.find((each) => each === level);
    if (level === undefined) only.push(id);
    else if (found === undefined || rest.length > 0) {
      return `option --rule: '${visible(level)}' is no level; levels: ${levels.join(', ')}`;
    } else chosen[id] = found;
  }
  return {
    ...(only.length > 0 && { only: [...only, ...Object.keys(chosen).filter((id) => chosen[id] !== 'off')] }),
    ...(Object.keys(chosen).length > 0 && { levels: chosen }),
  };
}

function baselinePathOf(args: Arguments, io: Io): string {
  const named = lastValue(args, 'baseline');
  if (named !== undefined) return resolve(io.cwd, named);
  const directory = args.config?.directory ?? io.cwd;
  return resolve(directory, args.config?.config.baseline ?? '.ksvc-baseline.json');
}
