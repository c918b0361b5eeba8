import type { AnyObject, Meta, OwnerReference, StringMap } from '../objects/kinds/meta.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { forbidden, invalid, required, tooLong } from './cause.ts';
import { byteLength } from './formats/byte-length.ts';
import type { Details } from './formats/details.ts';
import { dnsLabel } from './formats/dns-label.ts';
import { labelValue } from './formats/label-value.ts';
import { qualifiedName } from './formats/qualified-name.ts';
import type { Cause } from './problem.ts';

/** How the metadata of a kind is checked. */
export interface MetaRules {
  readonly namespaced: boolean;
  /** The format of names; also of what generateName makes. */
  name(value: string): Details;
}

/**
 * Metadata on create (apimachinery ValidateObjectMetaAccessor and kubernetes ValidateObjectMeta, v1.37). The namespace
 * is checked too although the server answers 404 before it comes to that.
 */
export function validateMeta(meta: Meta, rules: MetaRules, into: Cause[]): void {
  validateNames(meta, rules, into);
  if (rules.namespaced && meta.namespace !== undefined && meta.namespace !== '') {
    const path = ['metadata', 'namespace'];
    for (const detail of dnsLabel(meta.namespace)) into.push(invalid('object-name', path, meta.namespace, detail));
  }
  if (meta.generation !== undefined && meta.generation < 0) {
    const detail = 'must be greater than or equal to 0';
    into.push(invalid('metadata', ['metadata', 'generation'], meta.generation, detail));
  }
  if (meta.labels) validateLabels(meta.labels, ['metadata', 'labels'], into);
  if (meta.annotations) validateAnnotations(meta.annotations, into);
  if (meta.ownerReferences) validateOwners(meta.ownerReferences, into);
  if (meta.finalizers) validateFinalizers(meta.finalizers, into);
}

/** Keys and values of labels or of a selector (apimachinery ValidateLabels); the field is that of the whole map. */
export function validateLabels(labels: StringMap, path: FieldPath, into: Cause[]): void {
  for (const key in labels) {
    for (const detail of qualifiedName(key)) {
      into.push(invalid('label', [...path, key], key, detail, { field: path.join('.'), part: 'key' }));
    }
    const value = labels[key] ?? '';
    for (const detail of labelValue(value)) {
      into.push(invalid('label', [...path, key], value, detail, { field: path.join('.') }));
    }
  }
}

/** The name an object gets, '' when it gets none; a generated one ends in a placeholder. */
export function nameOf(object: AnyObject): string {
  const { name = '', generateName = '' } = object.metadata ?? {};
  if (name !== '' || generateName === '') return name;
  return generatedBase(generateName) + randomSuffix;
}

/**
 * A resourceVersion on create: the storage refuses an object that claims to be stored already, but understands only a
 * number as such (apiserver, etcd3 store Create).
 */
export function storedVersion({ metadata }: AnyObject): Cause | undefined {
  const version = metadata?.resourceVersion ?? '';
  if (!/^\d+$/.test(version) || Number(version) === 0) return undefined;
  const text = 'resourceVersion should not be set on objects to be created';
  // The server has no cause for it, only this text.
  const cause = forbidden('metadata', ['metadata', 'resourceVersion'], text, { part: 'key' });
  return { ...cause, message: text, value: version };
}

/** What stands for the five random characters of a generated name. */
export const randomSuffix = '<random>';

// names.SimpleNameGenerator: five characters are added, the whole is at most 63 long.
function generatedBase(generateName: string): string {
  return generateName.slice(0, 58);
}

function validateNames(meta: Meta, rules: MetaRules, into: Cause[]): void {
  const { name = '', generateName = '' } = meta;
  if (generateName !== '') {
    const path = ['metadata', 'generateName'];
    for (const detail of rules.name(maskTrailingDash(generateName))) {
      into.push(invalid('object-name', path, generateName, detail));
    }
  }
  if (name !== '') {
    for (const detail of rules.name(name)) into.push(invalid('object-name', ['metadata', 'name'], name, detail));
  } else if (generateName !== '') {
    const base = generatedBase(generateName);
    for (const detail of rules.name(`${base}zzzzz`)) {
      const options = { field: 'metadata.name', follows: true };
      into.push(invalid('object-name', ['metadata', 'generateName'], base + randomSuffix, detail, options));
    }
  } else {
    into.push(required('required', ['metadata', 'name'], 'name or generateName is required'));
  }
}

/** A generateName may end in a dash; upstream replaces the last two characters for the check. */
function maskTrailingDash(value: string): string {
  return value.length > 1 && value.endsWith('-') ? `${value.slice(0, -2)}a` : value;
}

const annotationBytes = 262_144;

function validateAnnotations(annotations: StringMap, into: Cause[]): void {
  let units = 0;
  for (const key in annotations) {
    for (const detail of qualifiedName(key.toLowerCase())) {
      const options = { field: 'metadata.annotations', part: 'key' } as const;
      into.push(invalid('metadata', ['metadata', 'annotations', key], key, detail, options));
    }
    units += key.length + (annotations[key]?.length ?? 0);
  }
  // No unit takes more than three bytes: most maps need no counting.
  if (units * 3 <= annotationBytes) return;
  let bytes = 0;
  for (const key in annotations) bytes += byteLength(key) + byteLength(annotations[key] ?? '');
  if (bytes > annotationBytes) into.push(tooLong('metadata', ['metadata', 'annotations'], annotationBytes));
}

function validateOwners(owners: readonly OwnerReference[], into: Cause[]): void {
  let controller: string | undefined;
  for (const [index, owner] of owners.entries()) {
    const path = ['metadata', 'ownerReferences', index];
    const { apiVersion = '', kind = '', name = '' } = owner;
    const missing = (field: string): void => {
      into.push(required('required', [...path, field], 'must not be empty'));
    };
    if (apiVersion === '') missing('apiVersion');
    else if (!/^[^/]*\/?[^/]*$/.test(apiVersion) || apiVersion.endsWith('/')) {
      const detail = 'must be <group>/<version> or <version>';
      into.push(invalid('metadata', [...path, 'apiVersion'], apiVersion, detail));
    }
    if (kind === '') missing('kind');
    if (name === '') missing('name');
    if ((owner.uid ?? '') === '') missing('uid');
    if ((apiVersion === 'v1' || apiVersion === '/v1') && kind === 'Event') {
      into.push(invalid('metadata', path, ownerJson(owner), '/v1, Kind=Event is disallowed from being an owner'));
    }
    if (owner.controller !== true) continue;
    const label = `${kind}/${name}`;
    if (controller === undefined) controller = label;
    else {
      const detail = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${label}`;
      const options = { field: 'metadata.ownerReferences' };
      into.push(invalid('metadata', [...path, 'controller'], owners.map(ownerJson), detail, options));
    }
  }
}

/** The struct as Go prints it: every field but the two pointers, in this order. */
function ownerJson(owner: OwnerReference): { [key: string]: unknown } {
  const { apiVersion = '', kind = '', name = '', uid = '', controller, blockOwnerDeletion } = owner;
  return {
    apiVersion,
    kind,
    name,
    uid,
    ...(controller !== undefined && { controller }),
    ...(blockOwnerDeletion !== undefined && { blockOwnerDeletion }),
  };
}

const standardFinalizers: readonly string[] = ['kubernetes', 'orphan', 'foregroundDeletion'];

function validateFinalizers(finalizers: readonly string[], into: Cause[]): void {
  const path = ['metadata', 'finalizers'];
  for (const [index, finalizer] of finalizers.entries()) {
    for (const detail of qualifiedName(finalizer)) {
      into.push(invalid('metadata', [...path, index], finalizer, detail, { field: 'metadata.finalizers' }));
    }
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    into.push(invalid('metadata', path, finalizers, 'finalizer orphan and foregroundDeletion cannot be both set'));
  }
  for (const [index, finalizer] of finalizers.entries()) {
    if (finalizer.includes('/') || standardFinalizers.includes(finalizer)) continue;
    const detail = 'name is neither a standard finalizer name nor is it fully qualified';
    into.push(invalid('metadata', [...path, index], finalizer, detail));
  }
}
