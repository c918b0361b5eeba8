import { hashOf } from '../text/hash.ts';
import type { Finding } from './finding.ts';

/**
 * What makes a finding the same one after the file was edited elsewhere: its rule, the object and field that it is
 * about, and its words; no lines and no places in lists.
 */
export interface Identity {
  readonly rule: string;
  /** `Service shop/web`; the file for a finding that is about no object. */
  readonly of: string;
  /** `spec.ports[].name`; '' for none. */
  readonly field: string;
  readonly message: string;
}

/** The identity of a finding; two findings may share one. `pathOf` makes paths the same from every directory. */
export function identityOf(
  { rule, object, field = '', message, at }: Finding,
  pathOf: (file: string) => string,
): Identity {
  return {
    rule,
    of: object ? `${object.kind} ${object.namespace ? `${object.namespace}/` : ''}${object.name}` : pathOf(at.file),
    field: withoutPlaces(field),
    message: withoutPlaces(message),
  };
}

/** Identities as one text, for maps. */
export function identityKey({ rule, of, field, message }: Identity): string {
  return JSON.stringify([rule, of, field, message]);
}

/** A fingerprint for each finding, no two alike: those that share an identity are counted, in order. */
export function fingerprintsOf(findings: readonly Finding[], pathOf: (file: string) => string): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = `${pathOf(finding.at.file)}\n${identityKey(identityOf(finding, pathOf))}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return hashOf(before === 0 ? key : `${key}\n${before}`);
  });
}

/** An item that is put before others in a list must not make them new. */
function withoutPlaces(text: string): string {
  return text.replace(/\[\d+\]/g, '[]');
}
