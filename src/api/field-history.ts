import type { Json } from '../objects/kube-object.ts';
import { goQuote } from '../text/go-quote.ts';
import { type FieldPath, formatPath } from '../yaml/field-path.ts';
import type { Decoded } from './decode.ts';
import { byPath } from './decode-problems.ts';
import type { ApiServer } from './judgement.ts';
import type { StrictProblem } from './problem.ts';

/** A field that older servers do not have. */
interface NewField {
  /** Steps to it; `*` is every item of a list. */
  readonly path: readonly string[];
  /** The minor version that has it first; before, it is an unknown field. */
  readonly since: number;
  /** The minor version whose feature gate is on; before, the field is dropped. */
  readonly on: number;
}

// Found by comparing the structs of k8s.io/api v0.28.0 to v0.37.2; gates of pkg/features/kube_features.go:
// ServiceTrafficDistribution, LoadBalancerIPMode, PreferSameTrafficDistribution.
const newFields: { readonly [kind: string]: readonly NewField[] } = {
  Service: [
    { path: ['spec', 'trafficDistribution'], since: 30, on: 31 },
    { path: ['status', 'loadBalancer', 'ingress', '*', 'ipMode'], since: 29, on: 30 },
  ],
  EndpointSlice: [{ path: ['endpoints', '*', 'hints', 'forNodes'], since: 33, on: 34 }],
};

/** From this version on nothing is new. */
const newest = 34;

/** An object of one of our kinds as the decoder of an older server reads it: fields that it does not have are unknown. */
export function asDecodedBy(server: ApiServer, decoded: Decoded, kind: string): Decoded {
  if (server.minor >= newest || !Object.hasOwn(newFields, kind)) return decoded;
  let { value } = decoded;
  const unknown: StrictProblem[] = [];
  for (const { path, since, on } of newFields[kind] ?? []) {
    if (server.minor >= on) continue;
    const found: FieldPath[] = [];
    value = without(value, path, [], found) as Decoded['value'];
    if (server.minor < since) unknown.push(...found.map(unknownField));
  }
  if (value === decoded.value) return decoded;
  const strict = unknown.length === 0 ? decoded.strict : [...decoded.strict, ...unknown].sort(byPath);
  return { ...decoded, value, strict };
}

/** The fields of an object that an older server has, and leaves out as their feature is not switched on yet. */
export function newerFields(
  server: ApiServer,
  kind: string,
  value: Decoded['value'],
): { readonly path: FieldPath; readonly on: number }[] {
  if (server.minor >= newest || !Object.hasOwn(newFields, kind)) return [];
  return (newFields[kind] ?? []).flatMap(({ path, since, on }) => {
    if (server.minor >= on || server.minor < since) return [];
    const found: FieldPath[] = [];
    without(value, path, [], found);
    return found.map((each) => ({ path: each, on }));
  });
}

function unknownField(path: FieldPath): StrictProblem {
  const field = formatPath(path);
  const message = `unknown field ${goQuote(field)}`;
  return { check: 'unknown-field', path, part: 'key', message, field, known: [] };
}

/** The value without what stands at the path, itself when nothing does; what is left out is added to `found`. */
function without(
  value: Json | undefined,
  path: readonly string[],
  at: FieldPath,
  found: FieldPath[],
): Json | undefined {
  const [step, ...rest] = path;
  if (typeof value !== 'object' || value === null || step === undefined) return value;
  if (step === '*') {
    if (!Array.isArray(value)) return value;
    const before = found.length;
    const items = (value as readonly Json[]).map((item, index) => without(item, rest, [...at, index], found) ?? null);
    return found.length === before ? value : items;
  }
  if (Array.isArray(value) || !Object.hasOwn(value, step)) return value;
  const { [step]: part, ...others } = value as { readonly [key: string]: Json };
  if (rest.length === 0) {
    found.push([...at, step]);
    return others;
  }
  const kept = without(part, rest, [...at, step], found);
  return kept === part || kept === undefined ? value : { ...value, [step]: kept };
}
