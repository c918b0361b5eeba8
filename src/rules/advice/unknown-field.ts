import { nearest } from '../../text/nearest.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { pathText } from '../wording/path-text.ts';

/** What an unknown field was most likely meant to be. */
export type FieldAdvice =
  | { readonly kind: 'near'; readonly near: string; readonly help: string }
  | { readonly kind: 'elsewhere'; readonly place: string; readonly help: string }
  | { readonly kind: 'unknown'; readonly help: string };

/** Finds what was meant from the fields of the same object and from where a field of this name exists. */
export function adviceForUnknownField(
  path: FieldPath,
  known: readonly string[],
  belongs: FieldPath | undefined,
): FieldAdvice {
  const name = String(path.at(-1));
  const near = meantBy(name, known);
  if (near !== undefined) {
    const caseOnly = near.toLowerCase() === name.toLowerCase();
    return {
      kind: 'near',
      near,
      help: `Write ${near} instead of ${name}${caseOnly ? '; upper and lower case matter' : ''}.`,
    };
  }
  if (belongs) {
    const place = pathText(belongs);
    return { kind: 'elsewhere', place, help: `Move ${name} to ${place}.` };
  }
  const fields = known.filter((field) => field !== 'status');
  if (fields.length === 0 || fields.length > 12)
    return { kind: 'unknown', help: `Remove ${name}, or check its indentation.` };
  return { kind: 'unknown', help: `Remove ${name}, or use one of ${fields.join(', ')}.` };
}

function meantBy(name: string, known: readonly string[]): string | undefined {
  const usual = confusions[name];
  if (usual !== undefined && known.includes(usual)) return usual;
  const near = nearest(name, known);
  if (near !== undefined) return near;
  // A word that only one field contains: `secret` for secretName, `backend` for defaultBackend.
  if (name.length < 4) return undefined;
  const word = name.toLowerCase();
  const holders = known.filter((field) => field.toLowerCase().includes(word));
  return holders.length === 1 ? holders[0] : undefined;
}

/** Names from other objects that people use here. */
const confusions: { readonly [name: string]: string } = {
  containerPort: 'targetPort',
  hostPort: 'nodePort',
  matchLabels: 'selector',
  ingressClass: 'ingressClassName',
  secret: 'secretName',
  host: 'hosts',
  hosts: 'host',
};
