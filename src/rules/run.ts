import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Cluster, LoadedObject } from '../model/cluster.ts';
import { built } from '../model/kustomize/built.ts';
import type { ApiProblem, Rule } from './define-rule.ts';
import { planOf } from './engine/plan.ts';
import {
  addFinding,
  attempt,
  attemptObject,
  contextOf,
  detailsOf,
  problemContextOf,
  type RuleRun,
  startRun,
} from './engine/rule-run.ts';
import { isKubernetesObject } from './facts/is-kubernetes-object.ts';
import { isPartial } from './facts/partial.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { rules as allRules } from './index.ts';
import type { RuleOptionValues } from './rule-option.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** What may be chosen for a run of the rules. */
export interface RunOptions {
  /** Default: all rules. */
  readonly rules?: readonly Rule[];
  /** Today, as `2026-11-23`: without it nothing expires. */
  readonly today?: string | undefined;
  /** What somebody has said about single rules. */
  readonly ruleOptions?: RuleOptionValues | undefined;
}

/** What a run of the rules has to say. */
export interface RunOutcome {
  /** In the order in which documents and objects are written. */
  readonly found: readonly Diagnostic[];
  /** How much the files cannot decide and nothing is said about. */
  readonly undecided: number;
}

/** Everything the rules find. */
export function runRules(cluster: Cluster, options: RunOptions = {}): readonly Diagnostic[] {
  return check(cluster, options).found;
}

/** Runs the rules over a cluster. */
export function check(files: Cluster, options: RunOptions = {}): RunOutcome {
  const cluster = built(files);
  const plan = planOf(options.rules ?? allRules);
  const run = startRun(cluster, options.today, options.ruleOptions);
  for (const document of cluster.documents) {
    if (document.problems.length === 0) continue;
    for (const rule of plan.document) {
      attempt(run, rule, document, () => rule.on.Document?.(document, contextOf(run, rule)));
    }
  }
  for (const object of cluster.objects) {
    if (!isKubernetesObject(object)) continue;
    for (const problem of problemsOf(cluster, object)) {
      const taker = plan.takers.find((each) => each.takesOver?.(problem, object, cluster.server));
      const rule = taker ?? plan.byCheck.get(problem.check);
      if (rule) attempt(run, rule, object.document, () => explain(run, rule, problem, object));
    }
    attemptObject(run, plan.forKind(object.kind), object);
  }
  const [first] = cluster.documents;
  if (first) {
    for (const rule of plan.cluster) attempt(run, rule, first, () => rule.on.Cluster?.(cluster, contextOf(run, rule)));
  }
  return { found: run.found, undecided: run.undecided };
}

/**
 * What the API server holds against an object, less what is no mistake: a patch for kustomize is a part of an object,
 * so it need not say everything; what it says wrongly is one.
 */
function problemsOf(cluster: Cluster, object: LoadedObject): readonly ApiProblem[] {
  const { problems } = object.judgement();
  if (problems.length === 0) return problems;
  if (!kustomizationsOf(cluster).isPatch(object.document.source.path) && !isPartial(object)) return problems;
  return problems.filter((problem) => !('type' in problem) && problem.path.at(-1) !== '$patch');
}

function explain(run: RuleRun, rule: Rule, problem: ApiProblem, object: LoadedObject): void {
  if ('value' in problem && isPlaceholder(problem.value)) {
    const text = `${pathText(problem.path)} ${quote(problem.value)} is still to be filled in, so it is unchecked`;
    const help = 'Render the template first (helm template … | ksvc lint -), or write the value.';
    addFinding(run, rule, text, { ...detailsOf(problem, object), severity: 'info', help, unchecked: true });
    return;
  }
  rule.on.Problem?.(problem, object, problemContextOf(run, rule, problem, object));
}
