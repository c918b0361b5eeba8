import type { FieldPath } from '../yaml/field-path.ts';
import type { Part } from '../yaml/locate.ts';
import type { ValueType } from './schema/types.ts';

/** What kind of mistake a problem is. Every check is explained by exactly one lint rule, which names it. */
export type Check =
  // decoding
  | 'wrong-type' // a value of another JSON type than the field has
  | 'implicit-type' // a plain scalar that YAML turned into a boolean, number or null where text is needed
  | 'unknown-field'
  | 'duplicate-key'
  // any kind
  | 'required'
  | 'enum'
  | 'object-name'
  | 'label' // label and selector keys and values
  | 'metadata' // the rest of metadata: annotations, finalizers, ownerReferences, …
  | 'port-number'
  | 'port-name' // the form of a port's name, also as targetPort
  | 'value' // any other refused value: appProtocol, timeouts, limits, …
  | 'ip' // addresses and CIDRs
  // Service
  | 'port-name-required'
  | 'port-duplicate'
  | 'target-port-digits' // targetPort: "80"
  | 'type-conflict' // a field that the type of the Service forbids
  | 'external-name'
  | 'node-port-range'
  | 'node-port-conflict'
  // pods
  | 'host-port-conflict' // one port of the node, twice in a pod
  // Endpoints, EndpointSlice
  | 'endpoints'
  // Ingress, IngressClass
  | 'backend'
  | 'host'
  | 'path'
  | 'ingress-class'
  | 'api-version'; // not served, or not the one of this kind

export type CauseType =
  | 'FieldValueRequired'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueForbidden'
  | 'FieldValueDuplicate'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueTypeInvalid'
  | 'InternalError';

/** Something the API server holds against an object, in its words, at a path into the object as written. */
export interface Problem {
  readonly check: Check;
  /** Steps from the object's root to the offending value; the nearest written parent is shown when it is absent. */
  readonly path: FieldPath;
  readonly part: Part;
}

/** One of `details.causes` of a 422 answer. */
export interface Cause extends Problem {
  readonly type: CauseType;
  /** The field as the server writes it. */
  readonly field: string;
  /** The whole text of the server: `Invalid value: "x": must be …`. */
  readonly message: string;
  /** The text without type and value: `must be …`; '' when there is none. */
  readonly detail: string;
  readonly value?: unknown;
  /** For FieldValueNotSupported: what would have been right. */
  readonly supported?: readonly string[];
  /** The server says it, but it only follows from another cause: it is not among the problems of a judgement. */
  readonly follows?: true;
}

/** A JSON value that does not fit its field: the server stops at the first. */
export interface TypeProblem extends Problem {
  readonly check: 'wrong-type' | 'implicit-type';
  /** What was read: 'string' | 'number' | 'bool' | 'object' | 'array'. */
  readonly got: string;
  /** The Go type of the field, as the server writes it: `int32`, `[]v1.ServicePort`. */
  readonly expected: string;
  /** What the field takes, whatever Go calls it: 'string' also for `v1.Protocol`. */
  readonly takes: ValueType['is'];
  /** The Status text: `json: cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32`. */
  readonly message: string;
  readonly value: unknown;
}

/** One part of a strict decoding error: an unknown field or a duplicate key. */
export interface StrictProblem extends Problem {
  readonly check: 'unknown-field' | 'duplicate-key';
  /** `unknown field "spec.foo"`, or `yaml: unmarshal errors:\n  line 8: key "x" already set in map`. */
  readonly message: string;
  readonly field: string;
  /** For unknown fields: fields of the same object, and where else a field of that name is known. */
  readonly known?: readonly string[];
  /** For unknown fields: the path where a field of this name and shape would be right, near this one. */
  readonly belongs?: FieldPath;
  /** For duplicate keys: offsets in the source of the first one. */
  readonly first?: { readonly start: number; readonly end: number };
}

export interface Warning extends Problem {
  readonly message: string;
}
