import { globExpression } from './glob-expression.ts';

/**
 * Whether a path with slashes matches one of some globs: itself, or a directory that it is in. A glob without a slash is
 * matched against names at any depth, as in `.gitignore`.
 */
export function pathMatcher(globs: readonly string[]): (path: string) => boolean {
  const sources = globs.map((glob) => {
    const named = glob.replace(/\/$/, '');
    const expression = globExpression(named.replace(/^\.\//, ''));
    return named.includes('/') ? expression : `(?:.*/)?${expression}`;
  });
  if (sources.length === 0) return () => false;
  const expression = new RegExp(`^(?:${sources.join('|')})(?:/.*)?$`, 's');
  return (path) => expression.test(path.replace(/^\.\//, ''));
}
