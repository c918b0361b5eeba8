// What holds: for people who ask why something is reported, or is not.
import type { Config } from '../../config/config.ts';
import type { RuleLevel } from '../../index.ts';
import { toJson } from '../../report/json.ts';
import { visible } from '../../report/visible.ts';
import type { Rule } from '../../rules/define-rule.ts';
import { levelsOf } from '../../rules/policy/levels.ts';
import { optionValues } from '../../rules/rule-option.ts';
import type { Arguments } from '../arguments.ts';
import { refuse } from '../command.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { lookOf } from '../output/deliver.ts';
import { type LintSettings, lintSettings } from './settings.ts';

/** `--list-rules` and `--print-config`: for a file if one is named. */
export async function showSettings(args: Arguments, io: Io, rules: readonly Rule[]): Promise<ExitCode> {
  const [file, ...others] = args.operands;
  if (others.length > 0) return refuse(io, args, 'name one file, for the settings that hold for it, or none');
  const settings = lintSettings(args, io);
  if (typeof settings === 'string') return refuse(io, args, settings);
  const levels = effectiveLevels(settings, file, rules);
  if (args.flags['list-rules']) {
    const { paint } = await lookOf({ format: 'text' }, args, io);
    const { rules: texts } = await import('../rule-texts.ts');
    const wide = Math.max(...rules.map(({ id }) => id.length));
    for (const { id, title } of texts) {
      const level = levels[id] ?? 'off';
      const mark = level === 'off' || level === 'on' ? paint.dim : paint[level];
      io.out.write(`${id.padEnd(wide)}  ${mark(level.padEnd(7))}  ${title}\n`);
    }
    return 0;
  }
  const { config } = args;
  const whose = `${config?.path ?? 'no configuration file'}${file === undefined ? '' : `, for ${visible(file)}`}`;
  if (!args.flags.quiet) io.err.write(`note: ${whose}\n`);
  io.out.write(toJson(asWritten(config?.config ?? {}, settings.options.profile ?? 'recommended', levels, rules)));
  return 0;
}

/** The keys as a configuration file has them. */
function asWritten(
  config: Config,
  profile: string,
  levels: Readonly<Record<string, RuleLevel>>,
  rules: readonly Rule[],
): object {
  const {
    overrides,
    ignores,
    controllers,
    nodePortRange,
    serviceCidrs,
    extends: _extends,
    rules: _rules,
    ruleOptions = {},
    ...rest
  } = config;
  return {
    version: 1,
    extends: profile,
    ...rest,
    ...(controllers && {
      controllers: Object.fromEntries(
        Object.entries(controllers).map(([name, { id, options }]) => [name, options ? { model: id, options } : id]),
      ),
    }),
    ...(nodePortRange && { nodePortRange: nodePortRange.join('-') }),
    ...(serviceCidrs && { serviceCIDR: serviceCidrs }),
    rules: Object.fromEntries(
      rules.map(({ id, options }) => {
        const severity = levels[id] ?? 'off';
        return [id, options ? { severity, ...optionValues(options, ruleOptions[id]) } : severity];
      }),
    ),
    ...(overrides && { overrides }),
    ...(ignores && { ignores: ignores.map(({ at: _at, ...ignore }) => ignore) }),
  };
}

/** The severity of each rule in a file, or off. */
function effectiveLevels(
  { options }: LintSettings,
  file: string | undefined,
  rules: readonly Rule[],
): Readonly<Record<string, RuleLevel>> {
  const { severityOf } = levelsOf(options, rules);
  const path = file === undefined ? '' : (options.pathOf?.(file) ?? file);
  return Object.fromEntries(rules.map(({ id, severity }) => [id, severityOf(id, path, severity, false) ?? 'off']));
}
