import type { ApiProblem } from '../define-rule.ts';

/** Whether a problem is that the selector of a workload does not match its own pod template. */
export function isSelectorMismatch(problem: ApiProblem): boolean {
  return problem.check === 'value' && 'detail' in problem && problem.detail.includes('does not match template');
}
