import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Cluster, LoadedObject } from '../../model/cluster.ts';
import type { YamlDocument } from '../../yaml/document.ts';
import type { ApiProblem, Context, Details, Messages, ProblemContext, Rule } from '../define-rule.ts';
import { optionValues, type RuleOptionValues } from '../rule-option.ts';
import { nameOf } from '../wording/name.ts';
import { pathText } from '../wording/path-text.ts';

/** One run of rules over one cluster. */
export interface RuleRun {
  readonly cluster: Cluster;
  readonly today: string | undefined;
  readonly options: RuleOptionValues | undefined;
  readonly found: Diagnostic[];
  readonly contexts: Map<Rule, Context<Messages>>;
  /** What a list of rules does with an object: there is one list for each kind, and there are many objects. */
  readonly handlers: Map<readonly Rule[], ObjectHandlers>;
  readonly crashed: Set<Rule>;
  undecided: number;
}

/** Handlers of rules in their order, each with its context. */
interface ObjectHandlers {
  readonly handlers: readonly NonNullable<Rule['on']['Object']>[];
  readonly contexts: readonly Context<Messages>[];
}

/** Starts a run that has found nothing yet. */
export function startRun(cluster: Cluster, today?: string, options?: RuleOptionValues): RuleRun {
  const maps = { contexts: new Map(), handlers: new Map() };
  return { cluster, today, options, found: [], ...maps, crashed: new Set(), undecided: 0 };
}

/** What a rule's handlers see and report to; one for the whole run. */
export function contextOf(run: RuleRun, rule: Rule): Context<Messages> {
  let context = run.contexts.get(rule);
  if (!context) {
    context = {
      cluster: run.cluster,
      today: run.today,
      options: optionValues(rule.options, run.options?.[rule.id]),
      report: (message, data, details) => addFinding(run, rule, textOf(rule, message, data), details),
      leaveOpen: () => {
        run.undecided++;
      },
    };
    run.contexts.set(rule, context);
  }
  return context;
}

/** The same for one problem, whose place, field and object are the defaults. */
export function problemContextOf(
  run: RuleRun,
  rule: Rule,
  problem: ApiProblem,
  object: LoadedObject,
): ProblemContext<Messages> {
  return {
    cluster: run.cluster,
    report: (message, data, details) =>
      addFinding(run, rule, textOf(rule, message, data), { ...detailsOf(problem, object), ...details }),
  };
}

/** What a finding about a problem has beside its text. */
export function detailsOf(problem: ApiProblem, object: LoadedObject): Details {
  const where = { object, path: problem.path, part: problem.part };
  return { where, field: 'field' in problem ? problem.field : pathText(problem.path), object };
}

/** Adds a finding of a rule; the name of the object comes first. */
export function addFinding(run: RuleRun, rule: Rule, text: string, details: Details): void {
  const { where, help = rule.help, severity = rule.severity, field, object, related = [] } = details;
  run.found.push({
    rule: rule.id,
    severity,
    message: object ? `${nameOf(object)}: ${text}` : text,
    help,
    where,
    ...(field !== undefined && field !== '' && { field }),
    ...(object && { object }),
    ...(details.unchecked && { unchecked: true }),
    ...(details.fix && { fix: details.fix }),
    related,
  });
}

/** Does a rule's work. A rule that throws is a bug of ours: it is told once, and the other rules go on. */
export function attempt(run: RuleRun, rule: Rule, document: YamlDocument, work: () => void): void {
  try {
    work();
  } catch (error) {
    addCrash(run, rule, document, error);
  }
}

/** Lets rules look at an object; as `attempt`, without a function for each of many objects and rules. */
export function attemptObject(run: RuleRun, rules: readonly Rule[], object: LoadedObject): void {
  const { handlers, contexts } = handlersOf(run, rules);
  // Tried all at once, as it is hardly ever more than once: entering each costs more than most rules do.
  let at = 0;
  while (at < handlers.length) {
    try {
      for (; at < handlers.length; at++) handlers[at]?.(object, contexts[at] as Context<Messages>);
    } catch (error) {
      const rule = rules[at];
      if (rule) addCrash(run, rule, object.document, error);
      at++;
    }
  }
}

function handlersOf(run: RuleRun, rules: readonly Rule[]): ObjectHandlers {
  let found = run.handlers.get(rules);
  if (!found) {
    found = {
      handlers: rules.map(({ on }) => on.Object ?? (() => {})),
      contexts: rules.map((rule) => contextOf(run, rule)),
    };
    run.handlers.set(rules, found);
  }
  return found;
}

function addCrash(run: RuleRun, rule: Rule, document: YamlDocument, error: unknown): void {
  if (run.crashed.has(rule)) return;
  run.crashed.add(rule);
  const reason = error instanceof Error ? error.message : String(error);
  addFinding(run, rule, `the rule ${rule.id} crashed, its findings may be incomplete: ${reason}`, {
    where: { document, start: document.start, end: document.start },
    severity: 'error',
    help: 'This is a bug of ksvc, not of the manifest. Please report it with the manifest.',
  });
}

function textOf(rule: Rule, message: string, data: unknown): string {
  const write = rule.messages[message] as ((data: unknown) => string) | undefined;
  if (!write) throw new Error(`no message ${message}`);
  return write(data);
}
