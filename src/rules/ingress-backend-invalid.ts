import type { Fix } from '../diagnostics/fix.ts';
import type { LoadedObject } from '../model/cluster.ts';
import type { KubeObject } from '../objects/kube-object.ts';
import { nodeAt } from '../objects/where.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { backendOf, enclosingBackend, portInV1 } from './advice/ingress-backend.ts';
import { changesToV1 } from './advice/ingress-in-v1.ts';
import { repair } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { dnsLabel, nearestDnsName, whyNoDnsName } from './wording/dns-name.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';
import { refusalOf } from './wording/refusal.ts';

/** Backends of an Ingress: both, neither, or the form of older API versions. */
export const rule: Rule = defineRule({
  id: 'ingress-backend-invalid',
  title: 'The backend of an Ingress is not allowed as it is',
  group: 'validity',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'A backend names one Service of the namespace of the Ingress and one of its ports, by number or by name. networking.k8s.io/v1 writes it as service: {name, port: {number | name}}; serviceName and servicePort went away with v1beta1 in Kubernetes 1.22.',
  help: 'Write service: {name: …, port: {number: …}}, or port: {name: …}.',
  sources: [
    'kubernetes v1.37.2 pkg/apis/networking/validation/validation.go (validateIngressBackend)',
    'recorded answers of kube-apiserver v1.37.2: cannot set both port name & port number',
    'kubernetes/kubernetes#17088: a backend in another namespace',
  ],
  explains: ['backend'],
  messages: {
    older: (d: { path: string; fields: string }) =>
      `${d.path} has ${d.fields}, the form of v1beta1; networking.k8s.io/v1 has service instead`,
    flat: (d: { path: string; fields: string }) => `${d.path} has ${d.fields}, which belong into its field service`,
    namespace: (d: { path: string }) =>
      `${d.path} has a namespace, but an Ingress can only name a Service of its own namespace`,
    defaultBackend: () => 'spec.backend is called spec.defaultBackend in networking.k8s.io/v1',
    both: (d: { path: string; what: string }) => `${d.path} has both ${d.what}; only one of them can be meant`,
    port: (d: { path: string }) => `${d.path} does not say which port of the Service`,
    neither: (d: { path: string }) => `${d.path} names neither a Service nor a resource`,
    otherNamespace: (d: { path: string; value: string }) =>
      `${d.path} ${d.value} looks like a Service of another namespace, but an Ingress can only name one of its own`,
    name: (d: { path: string; value: string; reason: string }) =>
      `${d.path} ${d.value} cannot be the name of a Service: ${d.reason}`,
    other: (d: { path: string; value: string; reason: string }) => `${d.path} ${d.value} is not allowed: ${d.reason}`,
  },
  on: {
    Problem(problem, object, { report }) {
      const backend = enclosingBackend(problem.path) ?? problem.path;
      // Wrong fields in the same backend are the cause of what is missing there.
      if (strayFields(object).has(pathText(backend))) return;
      const detail = 'detail' in problem ? problem.detail : problem.message;
      const path = pathText(problem.path);
      const service = 'port: {number: 80} or port: {name: http}';
      if (detail.includes('both port')) {
        report(
          'both',
          { path: `${path}.service.port`, what: 'name and number' },
          { help: 'Keep number or name, and remove the other.' },
        );
      } else if (detail.includes('both resource')) {
        report('both', { path, what: 'service and resource' }, { help: 'Keep service, and remove resource.' });
      } else if (detail.includes('port name or number')) {
        report('port', { path }, { help: `Add the port of the Service (not the port of its pods): ${service}.` });
      } else if (detail.includes('backend is required')) {
        report('neither', { path }, { help: `Add service: {name: …, port: {number: 80}}.` });
      } else {
        const value = 'value' in problem ? String(problem.value) : '';
        const isService = problem.path.at(-2) === 'service';
        const [first = ''] = value.split(/[./]/);
        if (isService && otherNamespace.test(value)) {
          const help = `Write the name alone (${first}, if that is it), and put the Ingress into the namespace of the Service.`;
          report('otherNamespace', { path, value: quote(value) }, { help });
        } else if (isService) {
          const near = nearestDnsName(value, dnsLabel);
          const help =
            near === undefined ? 'Write the name of a Service.' : `Write ${near}, if that is the name of the Service.`;
          report('name', { path, value: quote(value), reason: whyNoDnsName(value, dnsLabel) }, { help });
        } else {
          const { reason, help = 'Write the API group, kind and name of the resource as they are in its manifest.' } =
            refusalOf(value, detail);
          report('other', { path, value: quote(value), reason }, { help });
        }
      }
    },
    Object(object, { report }) {
      for (const { backend, fields } of strayFields(object).values()) {
        const path = pathText(backend);
        const first = fields[0] ?? backend;
        const names = fields.map((field) => String(field.at(-1)));
        const details = { where: { object, path: first, part: 'key' as const }, object, field: pathText(first) };
        if (path === 'spec.backend') {
          report(
            'defaultBackend',
            {},
            {
              ...details,
              help: `Write defaultBackend: {${v1Form(object, backend)}} instead of backend.`,
              fix: toV1(object),
            },
          );
        } else if (names.includes('namespace')) {
          const help = 'Remove namespace, and put the Ingress into the namespace of the Service.';
          report('namespace', { path }, { ...details, help });
        } else {
          const fields = names.join(' and ');
          const message = names.includes('serviceName') || names.includes('servicePort') ? 'older' : 'flat';
          report(
            message,
            { path, fields },
            { ...details, help: `Write ${v1Form(object, backend)}.`, fix: toV1(object) },
          );
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'the form of v1beta1',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              serviceName: web # expect: ingress-backend-invalid
              servicePort: 80
`,
      },
      {
        name: 'number and name of the port',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service: # expect: ingress-backend-invalid
      name: web
      port:
        number: 80
        name: http
`,
      },
      {
        name: 'a Service of another namespace',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      namespace: shop # expect: ingress-backend-invalid
      port:
        number: 80
`,
      },
      {
        name: 'no port',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service: # expect: ingress-backend-invalid
      name: web
`,
      },
    ],
    good: [
      {
        name: 'one Service, one port',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`,
      },
    ],
  },
});

const otherNamespace = /^[a-z0-9-]+[./][a-z0-9.-]+$/;

interface StrayFields {
  readonly backend: FieldPath;
  readonly fields: readonly FieldPath[];
}

/** Unknown fields that are a backend in another form, by the path of the backend. */
function strayFields(object: LoadedObject): ReadonlyMap<string, StrayFields> {
  const found = new Map<string, { backend: FieldPath; fields: FieldPath[] }>();
  if (object.decoded.strict.length === 0) return found;
  for (const { check, path } of object.decoded.strict) {
    const backend = check === 'unknown-field' ? backendOf(path) : undefined;
    if (!backend) continue;
    const key = pathText(backend);
    const entry = found.get(key);
    if (entry) entry.fields.push(path);
    else found.set(key, { backend, fields: [path] });
  }
  return found;
}

/** A backend as networking.k8s.io/v1 writes it, with the names that are written now. */
function v1Form(object: KubeObject, backend: FieldPath): string {
  const text = (...names: string[]): string | undefined => {
    for (const name of names) {
      const node = nodeAt(object, [...backend, name]);
      if (node?.kind === 'scalar' && node.value !== null) return String(node.value);
    }
    return undefined;
  };
  const name = text('serviceName', 'name') ?? '…';
  const port = text('servicePort', 'port');
  return `service: {name: ${name}, port: {${port === undefined ? 'number: …' : portInV1(port)}}}`;
}

/** All backends at once: one of v1beta1 does not come alone. */
function toV1(object: KubeObject): Fix | undefined {
  const [first, ...others] = changesToV1(object) ?? [];
  return first && repair('safe', 'write backends as networking.k8s.io/v1 has them', [first, ...others]);
}
