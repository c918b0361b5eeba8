import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import type { StringMap } from '../../../objects/kinds/meta.ts';
import { evidence } from '../../evidence.ts';
import type { Evidence } from '../../hop.ts';
import { keyOf } from '../../ingress/age.ts';

export const prefix = 'nginx.ingress.kubernetes.io/';

/**
 * The annotations of an Ingress as the provider reads them: without the validators of ingress-nginx (traefik
 * pkg/provider/kubernetes/ingress-nginx/annotations.go, v3.7).
 */
export interface Config {
  /** Undefined when it is not there. */
  text(name: string): string | undefined;
  /** Only `true`, in any case, is true; undefined when it is not there. */
  flag(name: string): boolean | undefined;
  /** Undefined when it is not there or no number. */
  number(name: string): number | undefined;
  /** Items between commas; undefined when it is not there. */
  list(name: string): readonly string[] | undefined;
}

/** An Ingress with its annotations. */
export interface Entry {
  readonly ingress: Typed<Ingress>;
  readonly config: Config;
}

/** Reads the annotations of an Ingress. */
export function configOf({ value }: Typed<Ingress>): Config {
  const annotations: StringMap = value.metadata?.annotations ?? {};
  const text = (name: string): string | undefined => annotations[prefix + name];
  return {
    text,
    flag: (name) => {
      const written = text(name);
      return written === undefined ? undefined : written.toLowerCase() === 'true';
    },
    number: (name) => {
      const written = text(name);
      return written !== undefined && /^[+-]?\d+$/.test(written) ? Number(written) : undefined;
    },
    list: (name) =>
      text(name)
        ?.split(',')
        .map((item) => item.trim()),
  };
}

/** Why the provider leaves a whole Ingress out; undefined when it does not (build.go validateIngress, v3.7). */
export function leftOutReason(ingress: Typed<Ingress>, config: Config): Evidence | undefined {
  const because = (text: string, path: Evidence['path']): Evidence =>
    evidence(`Ingress ${keyOf(ingress)} is left out: ${text}`, ingress.object, path);
  const snippet = snippets.find((name) => config.text(name));
  if (snippet !== undefined) {
    return because(`snippets are not allowed (allowSnippetAnnotations)`, ['metadata', 'annotations', prefix + snippet]);
  }
  for (const [rule, { http }] of (ingress.value.spec?.rules ?? []).entries()) {
    for (const [index, { path = '', pathType }] of (http?.paths ?? []).entries()) {
      if (path === '' || pathType === 'ImplementationSpecific' || plainPath.test(path)) continue;
      const at = ['spec', 'rules', rule, 'http', 'paths', index, 'path'];
      return because(`${path} has characters of an expression, which only ImplementationSpecific allows`, at);
    }
  }
  return undefined;
}

const snippets = ['server-snippet', 'configuration-snippet', 'auth-snippet'];

const plainPath = /^\/[A-Za-z0-9._\-/]*$/;

/** Where an Ingress has an annotation. */
export function annotationOf(ingress: Typed<Ingress>, name: string): Evidence[] {
  if (ingress.value.metadata?.annotations?.[prefix + name] === undefined) return [];
  return [evidence(`${name} of Ingress ${keyOf(ingress)}`, ingress.object, ['metadata', 'annotations', prefix + name])];
}
