/** What a name below the cluster's zone asks for. */
export type NameParts =
  /** The zone itself, `svc` or `pod`, or a namespace of them when it exists. */
  | { readonly kind: 'empty'; readonly namespace: string | undefined }
  | {
      readonly kind: 'service';
      readonly namespace: string;
      readonly service: string;
      readonly endpoint: string;
      /** '' is any. */
      readonly port: string;
      readonly protocol: string;
    }
  | { readonly kind: 'pod'; readonly namespace: string; readonly pod: string }
  | { readonly kind: 'invalid' };

/**
 * Reads the labels of a name, lower-cased and without the zone (CoreDNS plugin/kubernetes/parse.go, v1.14.7). Nothing
 * but the position tells a port from an endpoint: underscores may be left out.
 */
export function namePartsOf(base: string): NameParts {
  if (base === '') return { kind: 'empty', namespace: undefined };
  const [root, namespace, name, ...more] = base.split('.').reverse();
  if (root !== 'svc' && root !== 'pod') return { kind: 'invalid' };
  if (namespace === undefined || name === undefined) return { kind: 'empty', namespace };
  if (more.length > 2) return { kind: 'invalid' };
  if (root === 'pod') return { kind: 'pod', namespace, pod: name };
  const [first = '', second] = more;
  return {
    kind: 'service',
    namespace,
    service: name,
    endpoint: second === undefined ? first : '',
    port: second === undefined ? '' : withoutUnderscore(second),
    protocol: second === undefined ? '' : withoutUnderscore(first),
  };
}

function withoutUnderscore(label: string): string {
  return label.startsWith('_') ? label.slice(1) : label;
}
