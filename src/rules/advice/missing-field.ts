import type { FieldPath } from '../../yaml/field-path.ts';

/** Why a missing field has no default, and what to add. */
export interface MissingFieldAdvice {
  readonly reason?: string;
  readonly help: string;
}

/** What to say about a field that is missing; undefined when there is nothing better than its name. */
export function missingFieldAdvice(path: FieldPath, kind: string): MissingFieldAdvice | undefined {
  const field = path.at(-1);
  const parent = parentKey(path);
  if (typeof field !== 'string') return undefined;
  // `kind` and `name` mean something else further down.
  if (parent === '') return advice[`${kind}:${field}`] ?? advice[field];
  return advice[`${kind}:${parent}.${field}`] ?? advice[`${parent}.${field}`] ?? general[field];
}

function parentKey(path: FieldPath): string {
  for (let at = path.length - 2; at >= 0; at--) {
    const step = path[at];
    if (typeof step === 'string') return step;
  }
  return '';
}

const advice: { readonly [place: string]: MissingFieldAdvice } = {
  apiVersion: {
    reason: 'without it no client knows what this object is',
    help: 'Add apiVersion, such as apiVersion: v1 for a Service and networking.k8s.io/v1 for an Ingress.',
  },
  kind: {
    reason: 'without it no client knows what this object is',
    help: 'Add kind, such as kind: Service.',
  },
  'metadata.name': {
    help: 'Add metadata.name, or metadata.generateName where the server shall make one up.',
  },
  'Service:spec.ports': {
    reason: 'only a headless Service (clusterIP: None) or one of type ExternalName can be without ports',
    help: 'Add the port that clients use and the one that the pods listen on: ports: [{port: 80, targetPort: 8080}].',
  },
  'IngressClass:spec.controller': {
    reason: 'without it no controller takes care of the class',
    help: 'Add the name that the controller answers to, such as controller: k8s.io/ingress-nginx.',
  },
  'spec.selector': {
    reason: 'without it the controller does not know its pods',
    help: 'Add spec.selector.matchLabels with labels of the pod template.',
  },
  'spec.containers': { help: 'Add at least one container: containers: [{name: …, image: …}].' },
  'spec.restartPolicy': {
    reason: 'pods of a Job end, so it cannot be Always, the default',
    help: 'Add restartPolicy: OnFailure or restartPolicy: Never to the pod template.',
  },
  addressType: { help: 'Add addressType: IPv4 (or IPv6) for the addresses of this slice.' },
  'http.paths': { help: 'Add at least one entry: paths: [{path: /, pathType: Prefix, backend: …}].' },
  'endpoints.addresses': {
    reason: 'an endpoint without an address leads nowhere',
    help: 'Add the address of the endpoint: addresses: ["10.0.0.5"].',
  },
  'service.name': { help: 'Add the name of a Service in the namespace of the Ingress.' },
  'parameters.kind': { help: 'Add the kind of the object that holds the parameters.' },
  'parameters.name': { help: 'Add the name of the object that holds the parameters.' },
  'parameters.namespace': {
    reason: 'parameters of scope Namespace live in a namespace',
    help: 'Add the namespace of the parameters, or write scope: Cluster.',
  },
};

/** Fields that mean the same wherever they are. */
const general: { readonly [field: string]: MissingFieldAdvice } = {
  pathType: {
    reason: 'networking.k8s.io/v1 has no default for it',
    help: 'Add pathType: Prefix to match the path and everything below it, or pathType: Exact for this path alone.',
  },
};
