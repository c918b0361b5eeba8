import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Cluster } from '../../model/cluster.ts';
import { type ObjectPattern, parseObjectPattern } from '../../objects/object-pattern.ts';
import { pathMatcher } from '../../text/path-matcher.ts';
import type { Position } from '../../text/position.ts';
import type { Ignore, LintOptions } from '../lint-options.ts';

/** What is wrong with an ignore, where it is written. */
export interface Complaint {
  readonly message: string;
  readonly at: Position;
}

/** The ignores of options. */
export interface Ignores {
  quiets(diagnostic: Diagnostic, path: string): boolean;
  readonly expired: readonly Complaint[];
  /** Those that have kept nothing quiet by now. */
  unused(): readonly Complaint[];
}

/** Prepares ignores; those that have expired hold no more. */
export function ignoresOf(cluster: Cluster, options: LintOptions, pathOf: (path: string) => string): Ignores {
  const { ignores = [], today } = options;
  const isOver = ({ until }: Ignore): boolean => until !== undefined && today !== undefined && until < today;
  const used = new Set<Ignore>();
  const matchers = ignores
    .filter((ignore) => !isOver(ignore))
    .map((ignore) => [ignore, matcherOf(ignore, cluster)] as const);
  return {
    quiets(diagnostic, path) {
      const [ignore] = matchers.find(([, matches]) => matches(diagnostic, pathOf(path))) ?? [];
      if (ignore) used.add(ignore);
      return ignore !== undefined;
    },
    expired: ignores.flatMap((ignore) =>
      isOver(ignore) && ignore.at ? [{ message: expiry(ignore), at: ignore.at }] : [],
    ),
    unused: () =>
      matchers.flatMap(([ignore]) =>
        ignore.at && !used.has(ignore)
          ? [{ message: `the ignore of ${whatOf(ignore)} keeps nothing quiet`, at: ignore.at }]
          : [],
      ),
  };
}

function matcherOf(ignore: Ignore, cluster: Cluster): (diagnostic: Diagnostic, path: string) => boolean {
  const rules = ignore.rules && new Set(ignore.rules);
  const isFile = ignore.files && pathMatcher(ignore.files);
  const objects = ignore.objects?.flatMap((text): ObjectPattern[] => {
    const pattern = parseObjectPattern(text);
    return pattern ? [pattern] : [];
  });
  return ({ rule, object, where }, path) => {
    if (rules && !rules.has(rule)) return false;
    if (isFile && !isFile(path)) return false;
    if (!objects) return true;
    const about = object ?? ('object' in where ? where.object : undefined);
    if (!about) return false;
    const namespace = about.namespace || cluster.server.namespace;
    return objects.some((pattern) => pattern.matches(about.kind, namespace, about.name));
  };
}

function expiry(ignore: Ignore): string {
  return `the ignore of ${whatOf(ignore)} ended on ${ignore.until}${ignore.reason ? ` (${ignore.reason})` : ''}`;
}

function whatOf({ rules, files, objects }: Ignore): string {
  return rules?.join(', ') ?? [...(objects ?? []), ...(files ?? [])].join(', ');
}
