/** An object of a set. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

interface IngressExtras {
  readonly namespace?: string;
  /** The day on which it was created; older is smaller. */
  readonly day?: number;
  /** Null: no class. */
  readonly className?: string | null;
  readonly annotations?: Readonly<Record<string, string>>;
  /** `secret: host host`, or the secret alone. */
  readonly tls?: readonly string[];
  readonly defaultBackend?: string;
}

/**
 * An Ingress of the class of whichever controller is asked. A rule is `host type path service[:port]`, with `*` for any
 * host, `Impl` for ImplementationSpecific and `""` for an empty path; a host alone is a rule without paths, and the
 * service `(bucket)` a resource.
 */
export function ingress(name: string, rules: readonly string[], extras: IngressExtras = {}): Manifest {
  const { namespace = 'default', day, className = 'OWN', annotations, tls, defaultBackend } = extras;
  const metadata = {
    name,
    namespace,
    ...(day !== undefined && { creationTimestamp: `2024-01-0${day}T00:00:00Z` }),
    ...(annotations && { annotations }),
  };
  const spec = {
    ...(className !== null && { ingressClassName: className }),
    ...(defaultBackend !== undefined && { defaultBackend: backendOf(defaultBackend) }),
    ...(tls && { tls: tls.map(tlsEntry) }),
    ...(rules.length > 0 && { rules: rulesOf(rules) }),
  };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec };
}

/** An IngressClass. */
export function ingressClass(name: string, controller: string, isDefault = false): Manifest {
  const annotations = isDefault ? { 'ingressclass.kubernetes.io/is-default-class': 'true' } : {};
  const metadata = { name, namespace: '', annotations };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata, spec: { controller } };
}

interface ServiceExtras {
  readonly namespace?: string;
  readonly ports?: readonly object[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec?: object;
}

/** A Service without endpoints. */
export function service(name: string, extras: ServiceExtras = {}): Manifest {
  const { namespace = 'default', ports = [{ port: 80, targetPort: 8080 }], annotations = {}, spec } = extras;
  const metadata = { name, namespace, annotations };
  return { apiVersion: 'v1', kind: 'Service', metadata, spec: { clusterIP: '10.96.0.9', ports, ...spec } };
}

interface SliceExtras {
  readonly namespace?: string;
  readonly conditions?: object | undefined;
  readonly ports?: readonly object[];
}

/** The endpoint of a Service. */
export function slice(of: string, extras: SliceExtras = {}): Manifest {
  const { namespace = 'default', ports = [{ name: '', port: 8080 }] } = extras;
  const conditions = 'conditions' in extras ? extras.conditions : { ready: true };
  const labels = { 'kubernetes.io/service-name': of };
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${of}-1`, namespace, labels },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.244.1.1'], conditions }],
    ports,
  };
}

/** A Service that is an alias of a name outside. */
export function externalName(name: string, externalName: string, ports: readonly object[] = []): Manifest {
  const spec = { type: 'ExternalName', externalName, ports };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'default' }, spec };
}

/** The objects, and for each Service that an Ingress names and no object is (but `missing…`) one with an endpoint. */
export function withServices(objects: readonly Manifest[]): Manifest[] {
  const there = new Set(objects.filter(({ kind }) => kind === 'Service').map(({ metadata }) => keyOf(metadata)));
  const added: Manifest[] = [];
  for (const { kind, metadata, spec } of objects) {
    if (kind !== 'Ingress') continue;
    for (const [, name = ''] of JSON.stringify(spec).matchAll(/"service":\{"name":"([^"]+)"/g)) {
      const { namespace } = metadata;
      if (name.startsWith('missing') || there.has(keyOf({ namespace, name }))) continue;
      there.add(keyOf({ namespace, name }));
      added.push(service(name, { namespace }), slice(name, { namespace }));
    }
  }
  return [...objects, ...added];
}

function keyOf({ namespace, name }: Manifest['metadata']): string {
  return `${namespace}/${name}`;
}

/** Neighbours of one host share a rule. */
function rulesOf(lines: readonly string[]): object[] {
  const rules: { host: string; paths: object[] }[] = [];
  for (const line of lines) {
    const [host = '', type = '', path = '', backend = ''] = line.split(' ');
    const last = rules.at(-1);
    const rule = last?.host === host ? last : { host, paths: [] };
    if (rule !== last) rules.push(rule);
    if (type === '') continue;
    const pathType = type === 'Impl' ? 'ImplementationSpecific' : type;
    rule.paths.push({ ...(path !== '""' && { path }), pathType, backend: backendOf(backend) });
  }
  return rules.map(({ host, paths }) => ({
    ...(host !== '*' && { host }),
    ...(paths.length > 0 && { http: { paths } }),
  }));
}

function backendOf(text: string): object {
  if (text === '(bucket)') return { resource: { apiGroup: 'k8s.example.com', kind: 'Bucket', name: 'files' } };
  const [name = '', port = '80'] = text.split(':');
  return { service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } };
}

function tlsEntry(text: string): object {
  const [secretName = '', hosts] = text.split(':');
  return {
    ...(secretName !== '' && { secretName }),
    ...(hosts !== undefined && { hosts: hosts.trim().split(' ') }),
  };
}
