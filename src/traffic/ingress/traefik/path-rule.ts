import { allOf, elementPrefixRule, hostRule, pathPrefixRule, pathRegexpRule, pathRule, type Rule } from './rule.ts';

/** The rule of a path of an Ingress and how it compares. */
export interface PathRule {
  readonly rule: Rule;
  readonly match: string;
}

/** What decides how a path becomes a rule. */
export interface PathRuleOptions {
  /** Compares elements, not characters (strictPrefixMatching). */
  readonly strict: boolean;
  /** The annotation router.pathmatcher, which only ImplementationSpecific paths read. */
  readonly pathMatcher: string;
}

/** Writes the rule of a path (traefik pkg/provider/kubernetes/ingress/kubernetes.go loadRouter, v3.7). */
export function ruleOfPath(host: string, path: string, pathType: string, options: PathRuleOptions): PathRule {
  const hosts = host === '' ? [] : [hostRule(host)];
  if (path === '') return { rule: allOf(hosts), match: 'every path' };
  const matcher =
    pathType === 'Exact' ? 'Path' : pathType === 'ImplementationSpecific' ? options.pathMatcher : 'PathPrefix';
  switch (matcher) {
    case 'Path':
      return { rule: allOf([...hosts, pathRule(path)]), match: 'Exact' };
    case 'PathRegexp':
      return { rule: allOf([...hosts, pathRegexpRule(path)]), match: 'regex' };
    case 'PathPrefix':
    case '': {
      const rule = options.strict ? elementPrefixRule(path) : pathPrefixRule(path);
      return { rule: allOf([...hosts, rule]), match: options.strict ? 'Prefix' : 'string prefix' };
    }
    default: {
      const problem = `router.pathmatcher ${matcher} is none of Path, PathPrefix and PathRegexp`;
      return { rule: { ...allOf([...hosts, pathRule(path)]), problem }, match: matcher };
    }
  }
}
