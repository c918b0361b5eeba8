/** Something that a configuration may say about one rule. */
export type RuleOptionSpec =
  | { readonly kind: 'boolean'; readonly default: boolean; readonly help: string }
  | { readonly kind: 'number'; readonly default: number; readonly help: string }
  | { readonly kind: 'texts'; readonly default: readonly string[]; readonly help: string };

/** The options of a rule by name, as they are written in a configuration. */
export type RuleOptionSpecs = { readonly [name: string]: RuleOptionSpec };

/** What may be said: a list of texts may be one text. */
export type RuleOptionValue = boolean | number | readonly string[];

/** The values of a rule's options. */
export type OptionValues<O extends RuleOptionSpecs> = { readonly [Name in keyof O]: ValueOf<O[Name]['kind']> };

/** Options by rule and name; what is not there has its default. */
export type RuleOptionValues = Readonly<Record<string, Readonly<Record<string, RuleOptionValue>>>>;

type ValueOf<K extends RuleOptionSpec['kind']> = K extends 'boolean'
  ? boolean
  : K extends 'number'
    ? number
    : readonly string[];

/** The options of a rule as they hold, from what somebody has said of them. */
export function optionValues(
  specs: RuleOptionSpecs | undefined,
  given: RuleOptionValues[string] | undefined,
): OptionValues<RuleOptionSpecs> {
  if (!specs) return none;
  const values: Record<string, RuleOptionValue> = {};
  for (const name in specs) {
    const said = given && Object.hasOwn(given, name) ? given[name] : undefined;
    const value = said ?? specs[name]?.default;
    if (value !== undefined) values[name] = value;
  }
  return values as OptionValues<RuleOptionSpecs>;
}

const none: OptionValues<RuleOptionSpecs> = {};
