import type { AnyObject } from '../objects/kinds/meta.ts';
import type { Json, KubeObject } from '../objects/kube-object.ts';
import { goQuote } from '../text/go-quote.ts';
import { invalidObject, notStrict, rejected, unchecked, unsent, unserved } from './answers.ts';
import { apiVersionsOf } from './api-versions.ts';
import type { Decoded } from './decode.ts';
import { duplicateKeys, joinDuplicateKeys } from './duplicate-keys.ts';
import { endpointOf, kindMeant } from './endpoint.ts';
import { asDecodedBy } from './field-history.ts';
import { dnsLabel } from './formats/dns-label.ts';
import { type ApiServer, defaultApiServer, type Judgement } from './judgement.ts';
import type { KindRules } from './kind-rules.ts';
import { kindRules } from './kinds.ts';
import { nameOf, storedVersion } from './meta.ts';
import type { StrictProblem, Warning } from './problem.ts';
import { independentProblems } from './problems.ts';
import { unrecognized } from './unrecognized.ts';

/**
 * What a create of one object with `fieldValidation=Strict` is answered. The steps are those of the API server, in its
 * order: endpoint, types, unknown and repeated fields, namespace, allocation, validation, storage.
 */
export function judge(object: KubeObject, decoded: Decoded, server: ApiServer = defaultApiServer): Judgement {
  const { apiVersion, kind, document } = object;
  const repeated = document.problems.length === 0 ? none : duplicateKeys(object);
  const [firstType] = decoded.types;
  if (firstType && !decoded.known) {
    // Not even apiVersion and kind can be read.
    const meant = kindMeant(kind) ?? kind;
    const message = unrecognized(meant, document, firstType.message);
    return rejected(400, message, {
      warnings: lifecycleOf(meant, server),
      problems: [...decoded.types, ...repeated],
    });
  }
  if (apiVersion === '') return unsent(kind === '' ? ['apiVersion', 'kind'] : ['apiVersion'], repeated);
  if (kind === '') return unsent(['kind'], repeated);
  const endpoint = endpointOf(apiVersion, kind, decoded.known, server);
  if (endpoint.is === 'refused') {
    const value = endpoint.field === 'kind' ? kind : apiVersion;
    return unserved(endpoint, value, endpoint.answers === undefined ? none : lifecycleOf(endpoint.answers, server));
  }
  const rules = rulesOf(apiVersion, kind);
  if (rules?.note !== undefined && isReadable(decoded, repeated)) {
    const clean = cleanInPart(rules, rules.note, decoded, server);
    if (clean) return clean;
  }
  if (rules) return judgeByRules({ object, decoded: asDecodedBy(server, decoded, kind), repeated }, rules, server);
  const problems = independentProblems(decoded.types, [...repeated, ...decoded.strict]);
  return (
    undecoded({ object, decoded, repeated }, { warnings: none, problems }) ??
    unchecked(noteOn(object, decoded), problems)
  );
}

/** What the endpoint of a kind says whatever it is sent. */
export function lifecycleOf(kind: string, server: ApiServer): readonly Warning[] {
  const [apiVersion] = apiVersionsOf(kind);
  return (apiVersion === undefined ? undefined : rulesOf(apiVersion, kind)?.lifecycle?.(server)) ?? none;
}

/** Why a kind without rules is not checked. */
function noteOn({ apiVersion, kind }: KubeObject, { known }: Decoded): string {
  return known ? `ksvc checks only the fields and types of a ${kind}` : `no schema for ${apiVersion}, Kind=${kind}`;
}

/** One object on its way through the server. */
interface Request {
  readonly object: KubeObject;
  readonly decoded: Decoded;
  readonly repeated: readonly StrictProblem[];
}

function isReadable({ types, strict }: Decoded, repeated: readonly StrictProblem[]): boolean {
  return types.length + strict.length + repeated.length === 0;
}

/**
 * The short way for the many objects of kinds that are checked in part: nothing is wrong, so there is nothing to tell
 * apart. Undefined when something is.
 */
function cleanInPart(rules: KindRules, note: string, { value }: Decoded, server: ApiServer): Judgement | undefined {
  const object = value as AnyObject;
  if (storedVersion(object) !== undefined || rules.validate(rules.prepare(object, server), server).length > 0) return;
  let judgement = cleanJudgements.get(note);
  if (!judgement) {
    judgement = unchecked(note, none);
    cleanJudgements.set(note, judgement);
  }
  return judgement;
}

const cleanJudgements = new Map<string, Judgement>();

function judgeByRules(request: Request, rules: KindRules, server: ApiServer): Judgement {
  const { types, strict, value } = request.decoded;
  const prepared = rules.prepare(value as AnyObject, server);
  const allocation = rules.allocate?.(prepared, server);
  const object = allocation?.object ?? prepared;
  const refusals = allocation?.refusals ?? none;
  const causes = rules.validate(object, server);
  const version = storedVersion(prepared);
  const problems = independentProblems(
    types,
    request.repeated.length === 0 ? strict : [...request.repeated, ...strict],
    refusals.length === 0 ? none : refusals.flatMap((each) => each.causes),
    version ? [...causes, version] : causes,
  );
  const lifecycle = rules.lifecycle?.(server) ?? none;
  const frame = { warnings: lifecycle, problems };
  const undecodable = undecoded(request, frame);
  if (undecodable) return undecodable;
  const namespace = prepared.metadata?.namespace ?? '';
  // Which namespaces exist only the cluster knows, but none can have a malformed name.
  if (rules.namespaced && namespace !== '' && dnsLabel(namespace).length > 0) {
    return rejected(404, `namespaces ${goQuote(namespace)} not found`, frame);
  }
  const refusal = refusals[0] ?? (causes.length > 0 ? { code: 422 as const, causes } : undefined);
  if (refusal) return invalidObject(refusal, rules.qualifiedKind, nameOf(object), frame);
  const own = rules.warnings?.(object, server) ?? none;
  const warnings = lifecycle.length === 0 ? own : [...lifecycle, ...own];
  if (version) return rejected(500, version.message, { warnings, problems });
  const { note = '' } = rules;
  if (!rules.stored) return unchecked(note, problems);
  return new Accepted(warnings, problems, object, rules.stored);
}

/** The answer to an object that is stored. Most readers only want to know what is wrong: what is stored is made when asked for. */
class Accepted implements Judgement {
  readonly verdict = 'accepted';
  readonly code = 201;
  readonly causes = none;
  readonly strict = none;
  readonly warnings: readonly Warning[];
  readonly problems: Judgement['problems'];
  readonly #object: AnyObject;
  readonly #stored: NonNullable<KindRules['stored']>;
  #defaulted: { readonly [key: string]: Json } | undefined;

  constructor(
    warnings: readonly Warning[],
    problems: Judgement['problems'],
    object: AnyObject,
    stored: NonNullable<KindRules['stored']>,
  ) {
    this.warnings = warnings;
    this.problems = problems;
    this.#object = object;
    this.#stored = stored;
  }

  get defaulted(): { readonly [key: string]: Json } {
    this.#defaulted ??= this.#stored(this.#object);
    return this.#defaulted;
  }
}

/** A wrong type is answered alone, unknown fields and repeated keys together: the YAML parser makes one error of the keys. */
function undecoded(
  { object: { apiVersion, kind }, decoded, repeated }: Request,
  frame: { readonly warnings: readonly Warning[]; readonly problems: Judgement['problems'] },
): Judgement | undefined {
  const { types, strict } = decoded;
  const [firstType] = types;
  if (!firstType && repeated.length + strict.length === 0) return undefined;
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const start = `${kind} in version "${version}" cannot be handled as a ${kind}: `;
  if (firstType) return rejected(400, start + firstType.message, frame);
  const keys = joinDuplicateKeys(repeated);
  return notStrict(start, keys ? [keys, ...strict] : strict, frame);
}

/** The rules of a kind by its name, then by apiVersion: joining the two for each object would cost more than its rules. */
let rulesByKind: Map<string, { readonly apiVersion: string; readonly rules: KindRules }[]> | undefined;

function rulesOf(apiVersion: string, kind: string): KindRules | undefined {
  rulesByKind ??= indexRules();
  // The group of core kinds is empty: `/v1` is `v1`.
  const version = apiVersion.startsWith('/') ? apiVersion.slice(1) : apiVersion;
  return rulesByKind.get(kind)?.find((known) => known.apiVersion === version)?.rules;
}

function indexRules(): NonNullable<typeof rulesByKind> {
  const index: NonNullable<typeof rulesByKind> = new Map();
  for (const [id, rules] of Object.entries(kindRules)) {
    const slash = id.lastIndexOf('/');
    const kind = id.slice(slash + 1);
    const known = { apiVersion: id.slice(0, slash), rules };
    index.set(kind, [...(index.get(kind) ?? []), known]);
  }
  return index;
}

const none: readonly never[] = [];
