import type { Typed } from '../../../model/registry.ts';
import type { Ingress } from '../../../objects/kinds/ingress.ts';
import { isGiven, type Labels, type LabelType, listOf, readLabels } from './labels.ts';
import type { EntryPoint } from './proxy-request.ts';

/** What the annotations of an Ingress say about its routers. */
export interface RouterSettings {
  readonly entryPoints: readonly EntryPoint[];
  readonly middlewares: readonly string[];
  /** 0: the length of the rule. */
  readonly priority: number;
  readonly pathMatcher: string;
  /** The rule syntax of Traefik 2. */
  readonly oldSyntax: boolean;
  /** '' for the default ones. */
  readonly tlsOptions: string;
}

/** Annotations of an Ingress (traefik pkg/provider/kubernetes/ingress/annotations.go RouterIng, v3.7). */
const routerLabels: LabelType = {
  pathmatcher: 'text',
  entrypoints: 'list',
  middlewares: 'list',
  priority: 'int',
  rulesyntax: 'text',
  tls: { options: 'text', resolvedoptions: 'ignored', certresolver: 'text', domains: 'objects' },
  observability: {
    accesslogs: 'bool',
    metrics: 'bool',
    tracing: 'bool',
    traceverbosity: 'text',
    metadata: 'ignored',
  },
};

/** Reads them; one that is refused costs the whole Ingress. */
export function routerSettings({ value }: Typed<Ingress>): RouterSettings | (Labels & { readonly kind: 'refused' }) {
  const labels = readLabels(value.metadata?.annotations, 'router', routerLabels);
  if (labels.kind === 'refused') return labels;
  const { values } = labels;
  const named = listOf(values.get('entrypoints'));
  const known = named.length === 0 ? allEntryPoints : allEntryPoints.filter((each) => named.includes(each));
  return {
    // A router with TLS of its own does not answer plain requests.
    entryPoints: isGiven(values, 'tls') ? known.filter((each) => each === 'websecure') : known,
    middlewares: listOf(values.get('middlewares')),
    priority: Number(values.get('priority') ?? 0),
    pathMatcher: values.get('pathmatcher') ?? 'PathPrefix',
    oldSyntax: values.get('rulesyntax') === 'v2',
    tlsOptions: values.get('tls.options') ?? '',
  };
}

const allEntryPoints: readonly EntryPoint[] = ['web', 'websecure'];
