import type { AnyObject, Meta, OwnerReference, StringMap } from '../objects/kinds/meta.ts';
import { type FieldPath, formatPath } from '../yaml/field-path.ts';
import { type CauseOptions, forbidden, invalid, required, tooLong } from './cause.ts';
import { namesMissingOwnerField, ownersOneByOne } from './features.ts';
import { byteLength } from './formats/byte-length.ts';
import type { Details } from './formats/details.ts';
import { dnsLabel } from './formats/dns-label.ts';
import { dnsSubdomain } from './formats/dns-subdomain.ts';
import { labelValue } from './formats/label-value.ts';
import { qualifiedName } from './formats/qualified-name.ts';
import type { ApiServer } from './judgement.ts';
import type { Cause } from './problem.ts';

/** How the metadata of a kind is checked. */
export interface MetaRules {
  readonly namespaced: boolean;
  /** The format of names; also of what generateName makes. */
  name(value: string): Details;
  /** False: only the name that is made of a generateName is checked, not the generateName. */
  readonly checksGenerateName?: false;
  /** The registry gives the first generation itself, whatever is written. */
  readonly resetsGeneration?: true;
}

/** Metadata of most kinds that are not written by a controller: the name is a subdomain. */
export const usualMeta: MetaRules = { namespaced: true, name: (value) => dnsSubdomain(value), resetsGeneration: true };

/**
 * Metadata on create (apimachinery ValidateObjectMetaAccessor and kubernetes ValidateObjectMeta, v1.37). The namespace
 * is checked too although the server answers 404 before it comes to that.
 */
export function validateMeta(meta: Meta, rules: MetaRules, server: ApiServer, into: Cause[]): void {
  validateNames(meta, rules, into);
  if (rules.namespaced && meta.namespace !== undefined && meta.namespace !== '') {
    const path = ['metadata', 'namespace'];
    for (const detail of dnsLabel(meta.namespace)) into.push(invalid('object-name', path, meta.namespace, detail));
  }
  if (meta.generation !== undefined && meta.generation < 0 && !rules.resetsGeneration) {
    const detail = 'must be greater than or equal to 0';
    into.push(invalid('metadata', ['metadata', 'generation'], meta.generation, detail));
  }
  if (meta.labels) validateLabels(meta.labels, ['metadata', 'labels'], into);
  if (meta.annotations) validateAnnotations(meta.annotations, ['metadata', 'annotations'], into);
  if (meta.ownerReferences) validateOwners(meta.ownerReferences, server, into);
  if (meta.finalizers) validateFinalizers(meta.finalizers, into);
}

/**
 * Metadata with the first generation, which the registry gives. By `Object.assign`: to each `{ ...metadata, generation }`
 * V8 gives a hidden class of its own, and has to look up anew all that is read of it (node 20).
 */
export function ofFirstGeneration(metadata: Meta | undefined): Meta {
  return Object.assign({}, metadata, { generation: 1 });
}

/** Keys and values of labels or of a selector (apimachinery ValidateLabels); the field is that of the whole map. */
export function validateLabels(labels: StringMap, path: FieldPath, into: Cause[], options?: CauseOptions): void {
  for (const key in labels) {
    const value = labels[key] ?? '';
    const wrongKey = qualifiedName(key);
    const wrongValue = labelValue(value);
    // Hardly ever so: even looking through nothing takes its time.
    if (wrongKey.length + wrongValue.length === 0) continue;
    for (const detail of wrongKey) {
      into.push(invalid('label', [...path, key], key, detail, { field: formatPath(path), part: 'key', ...options }));
    }
    for (const detail of wrongValue) {
      into.push(invalid('label', [...path, key], value, detail, { field: formatPath(path), ...options }));
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
  if (generateName !== '' && rules.checksGenerateName !== false) {
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
      // Said of the generateName already.
      const options = { field: 'metadata.name', follows: rules.checksGenerateName !== false };
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

/** Keys and size of annotations (apimachinery ValidateAnnotations). */
export function validateAnnotations(annotations: StringMap, path: FieldPath, into: Cause[], field?: string): void {
  let units = 0;
  for (const key in annotations) {
    for (const detail of qualifiedName(key.toLowerCase())) {
      into.push(invalid('metadata', [...path, key], key, detail, { field: field ?? formatPath(path), part: 'key' }));
    }
    units += key.length + (annotations[key]?.length ?? 0);
  }
  // No unit takes more than three bytes: most maps need no counting.
  if (units * 3 <= annotationBytes) return;
  let bytes = 0;
  for (const key in annotations) bytes += byteLength(key) + byteLength(annotations[key] ?? '');
  if (bytes > annotationBytes)
    into.push(tooLong('metadata', path, annotationBytes, { field: field ?? formatPath(path) }));
}

function validateOwners(owners: readonly OwnerReference[], server: ApiServer, into: Cause[]): void {
  let controller: string | undefined;
  for (const [index, owner] of owners.entries()) {
    const path = ['metadata', 'ownerReferences', index];
    const { apiVersion = '', kind = '', name = '' } = owner;
    const own = ownersOneByOne(server);
    const missing = (field: string, former: string): void => {
      const options = { field: `metadata.ownerReferences.${field}` };
      if (own) into.push(required('required', [...path, field], 'must not be empty'));
      else into.push(invalid('required', [...path, field], '', former, options));
    };
    const former = formerOwnerWords(server);
    if (apiVersion === '') missing('apiVersion', 'version must not be empty');
    else if (!/^[^/]*\/?[^/]*$/.test(apiVersion) || apiVersion.endsWith('/')) {
      const at = [...path, 'apiVersion'];
      const options = { field: 'metadata.ownerReferences.apiVersion' };
      if (own) into.push(invalid('metadata', at, apiVersion, 'must be <group>/<version> or <version>'));
      else into.push(invalid('metadata', at, apiVersion, 'version must not be empty', options));
    }
    if (kind === '') missing('kind', former('kind'));
    if (name === '') missing('name', former('name'));
    if ((owner.uid ?? '') === '') missing('uid', former('uid'));
    if ((apiVersion === 'v1' || apiVersion === '/v1') && kind === 'Event') {
      const options = own ? {} : { field: 'metadata.ownerReferences' };
      into.push(
        invalid('metadata', path, ownerJson(owner), '/v1, Kind=Event is disallowed from being an owner', options),
      );
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

function formerOwnerWords(server: ApiServer): (field: string) => string {
  return (field) => (namesMissingOwnerField(server) ? `${field} must not be empty` : 'must not be empty');
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
