import type { Completeness, PodTemplatePath } from '../model/options.ts';
import type { Ignore, Override, Profile, RuleLevels } from '../rules/lint-options.ts';
import type { RuleOptionValues } from '../rules/rule-option.ts';
import type { Position } from '../text/position.ts';

/** What a configuration file says; everything is optional. */
export interface Config {
  /** A profile, or the path of another file as it is written. */
  readonly extends?: { readonly profile: Profile } | { readonly path: string };
  readonly kubernetesVersion?: string;
  readonly namespace?: string;
  readonly controller?: string;
  /** The IngressClasses of the cluster, by name. */
  readonly controllers?: Readonly<Record<string, ClassController>>;
  readonly defaultIngressClass?: string;
  readonly clusterDomain?: string;
  readonly proxyMode?: string;
  readonly nodePortRange?: readonly [first: number, last: number];
  readonly serviceCidrs?: readonly string[];
  readonly complete?: boolean | Completeness;
  readonly external?: readonly string[];
  /** Custom resources that make pods. */
  readonly podTemplates?: readonly PodTemplatePath[];
  readonly rules?: RuleLevels;
  /** What `rules` says beside levels. */
  readonly ruleOptions?: RuleOptionValues;
  readonly overrides?: readonly Override[];
  readonly ignores?: readonly Ignore[];
  /** Globs of the files that are read when no path is given. */
  readonly include?: readonly string[];
  /** Paths of files that are checked apart from others, by the name of their set. */
  readonly sets?: Readonly<Record<string, readonly string[]>>;
  /** Globs of files that a search leaves out. */
  readonly exclude?: readonly string[];
  readonly baseline?: string;
  readonly failOn?: string;
  readonly maxWarnings?: number;
  readonly format?: string;
}

/** The controller of an IngressClass. */
export interface ClassController {
  readonly id: string;
  /** How its process is started. */
  readonly options?: Readonly<Record<string, boolean>>;
  /** Where it is written. */
  readonly at: Position;
}

/** Puts a file over the one that it extends: its values count, lists and levels of rules are put together. */
export function mergeConfigs(base: Config, own: Config): Config {
  const { extends: from, ...given } = own;
  const overrides = joined(base.overrides, own.overrides);
  const ignores = joined(base.ignores, own.ignores);
  const external = joined(base.external, own.external);
  const exclude = joined(base.exclude, own.exclude);
  const podTemplates = joined(base.podTemplates, own.podTemplates);
  return {
    ...base,
    ...given,
    ...(from && 'profile' in from && { extends: from }),
    ...((base.controllers || own.controllers) && { controllers: { ...base.controllers, ...own.controllers } }),
    ...((base.rules || own.rules) && { rules: { ...base.rules, ...own.rules } }),
    ...((base.ruleOptions || own.ruleOptions) && { ruleOptions: mergeOptions(base.ruleOptions, own.ruleOptions) }),
    ...((base.sets || own.sets) && { sets: { ...base.sets, ...own.sets } }),
    ...(overrides && { overrides }),
    ...(ignores && { ignores }),
    ...(external && { external }),
    ...(exclude && { exclude }),
    ...(podTemplates && { podTemplates }),
  };
}

/** An option that both name is that of the file itself; others of the same rule stay. */
function mergeOptions(base: RuleOptionValues = {}, own: RuleOptionValues = {}): RuleOptionValues {
  const merged: Record<string, RuleOptionValues[string]> = { ...base };
  for (const [id, options] of Object.entries(own)) merged[id] = { ...merged[id], ...options };
  return merged;
}

function joined<Item>(
  first: readonly Item[] | undefined,
  second: readonly Item[] | undefined,
): readonly Item[] | undefined {
  return first && second ? [...first, ...second] : (first ?? second);
}
