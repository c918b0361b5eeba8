import { type Annotated, jsonOf, placeOf, prefix } from './annotations.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

/** A condition of a rule; every one must hold, and of its values any. */
export type Condition =
  | { readonly field: 'host-header' | 'path-pattern'; readonly values: readonly string[]; readonly regex: boolean }
  | {
      readonly field: 'http-header';
      readonly name: string;
      readonly values: readonly string[];
      readonly regex: boolean;
    }
  | { readonly field: 'http-request-method' | 'source-ip'; readonly values: readonly string[] }
  | { readonly field: 'query-string'; readonly values: readonly QueryValue[] };

export interface QueryValue {
  /** Absent: the value may belong to any key. */
  readonly key?: string;
  readonly value: string;
}

/** What `conditions.NAME` adds: values for host and path, and conditions of other fields. */
export interface WrittenConditions {
  readonly hosts: readonly string[];
  readonly hostRegexes: readonly string[];
  readonly paths: readonly string[];
  readonly pathRegexes: readonly string[];
  readonly others: readonly Condition[];
}

interface Values {
  readonly values?: readonly string[];
  readonly regexValues?: readonly string[];
}

interface Written {
  readonly field?: string;
  readonly hostHeaderConfig?: Values;
  readonly pathPatternConfig?: Values;
  readonly httpHeaderConfig?: Values & { readonly httpHeaderName?: string };
  readonly httpRequestMethodConfig?: Values;
  readonly sourceIPConfig?: Values;
  readonly queryStringConfig?: { readonly values?: readonly { readonly key?: string; readonly value?: string }[] };
}

const values = { values: ['string'], regexValues: ['string'] } as const;

const shape = [
  {
    field: 'string',
    hostHeaderConfig: values,
    pathPatternConfig: values,
    httpHeaderConfig: { ...values, httpHeaderName: 'string' },
    httpRequestMethodConfig: values,
    sourceIPConfig: values,
    queryStringConfig: { values: [{ key: 'string', value: 'string' }] },
  },
] as const;

/** Reads and judges `conditions.NAME` (config_types.go RuleCondition, v3.5.0); unknown fields are passed over. */
export function writtenConditions(from: Annotated, name: string): WrittenConditions | Refusal {
  const key = `conditions.${name}`;
  const written = jsonOf<Written[]>(from, key, shape) ?? [];
  if (isRefusal(written)) return written;
  const remedy = `Write ${prefix}${key} as the controller's documentation has it: a list of conditions, each with field and its configuration.`;
  const result = {
    hosts: [] as string[],
    hostRegexes: [] as string[],
    paths: [] as string[],
    pathRegexes: [] as string[],
    others: [] as Condition[],
  };
  for (const condition of written) {
    const problem = problemOf(condition);
    if (problem !== undefined) return refuse(`${prefix}${key}: ${problem}`, from, placeOf(key), remedy);
    switch (condition.field) {
      case 'host-header':
        result.hosts.push(...(condition.hostHeaderConfig?.values ?? []));
        result.hostRegexes.push(...(condition.hostHeaderConfig?.regexValues ?? []));
        break;
      case 'path-pattern':
        result.paths.push(...(condition.pathPatternConfig?.values ?? []));
        result.pathRegexes.push(...(condition.pathPatternConfig?.regexValues ?? []));
        break;
      default: {
        const other = otherOf(condition);
        if (other) result.others.push(other);
      }
    }
  }
  return result;
}

function otherOf(condition: Written): Condition | undefined {
  switch (condition.field) {
    case 'http-header': {
      const { httpHeaderName: name = '', values = [], regexValues = [] } = condition.httpHeaderConfig ?? {};
      const regex = regexValues.length > 0;
      return { field: 'http-header', name, values: regex ? regexValues : values, regex };
    }
    case 'http-request-method':
      return { field: 'http-request-method', values: condition.httpRequestMethodConfig?.values ?? [] };
    case 'source-ip':
      return { field: 'source-ip', values: condition.sourceIPConfig?.values ?? [] };
    case 'query-string': {
      const pairs = condition.queryStringConfig?.values ?? [];
      const read = pairs.map(({ key, value = '' }) => (key === undefined ? { value } : { key, value }));
      return { field: 'query-string', values: read };
    }
    default:
      return undefined;
  }
}

function problemOf(condition: Written): string | undefined {
  switch (condition.field) {
    case 'host-header':
      return eitherProblem('hostHeaderConfig', condition.hostHeaderConfig);
    case 'path-pattern':
      return eitherProblem('pathPatternConfig', condition.pathPatternConfig);
    case 'http-header':
      return eitherProblem('httpHeaderConfig', condition.httpHeaderConfig);
    case 'http-request-method':
      return anyProblem('httpRequestMethodConfig', condition.httpRequestMethodConfig);
    case 'source-ip':
      return anyProblem('sourceIPConfig', condition.sourceIPConfig);
    case 'query-string': {
      const config = condition.queryStringConfig;
      if (!config) return 'missing queryStringConfig';
      if (!config.values?.length) return 'invalid queryStringConfig: Values cannot be empty';
      return config.values.some(({ value = '' }) => value === '')
        ? 'invalid queryStringConfig: value cannot be empty'
        : undefined;
    }
    default:
      return undefined;
  }
}

function eitherProblem(name: string, config: Values | undefined): string | undefined {
  if (!config) return `missing ${name}`;
  const [plain, regex] = [config.values?.length ?? 0, config.regexValues?.length ?? 0];
  if (plain + regex === 0) return `invalid ${name}: values or regexValues must be specified`;
  return plain > 0 && regex > 0
    ? `invalid ${name}: precisely one of values and regexValues can be specified`
    : undefined;
}

function anyProblem(name: string, config: Values | undefined): string | undefined {
  if (!config) return `missing ${name}`;
  return config.values?.length ? undefined : `invalid ${name}: values cannot be empty`;
}
