import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { dnsLabel, nearestDnsName, whyNoDnsName } from './wording/dns-name.ts';
import { pathText } from './wording/path-text.ts';
import { nearestPortName, whyNoPortName } from './wording/port-name.ts';
import { quote } from './wording/quote.ts';

/** The form of port names. */
export const rule: Rule = defineRule({
  id: 'port-name-invalid',
  title: 'The name of a port is not allowed',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'Names of container ports, and so targetPort and port.name of an Ingress, are IANA service names: at most 15 lower-case letters, digits and single hyphens with a letter among them. The name of a Service port may have 63.',
  help: 'Choose a short lower-case name, the same wherever the port is named.',
  sources: [
    'apimachinery v0.37.2 pkg/util/validation/validation.go (IsValidPortName, IsDNS1123Label)',
    'recorded answers of kube-apiserver v1.37.2: targetPort: "abcdefghijklmnop": must be no more than 15 characters',
  ],
  explains: ['port-name'],
  messages: {
    bad: (d: { path: string; name: string; reason: string }) =>
      `${d.path} ${d.name} is not the name of a port: ${d.reason}`,
  },
  on: {
    Problem(problem, object, { report }) {
      const value = 'value' in problem ? problem.value : undefined;
      const name = typeof value === 'string' ? value : String(value);
      const isLabel = isDnsLabel(object.kind, problem.path.at(-1));
      const near = isLabel ? nearestDnsName(name, dnsLabel) : nearestPortName(name);
      report(
        'bad',
        {
          path: pathText(problem.path),
          name: quote(name),
          reason: isLabel ? whyNoDnsName(name, dnsLabel) : whyNoPortName(name),
        },
        {
          help:
            near === undefined
              ? 'Write the name of the port, such as http.'
              : `Use ${near}, here and wherever this port is named.`,
          ...(near !== undefined && { fix: writeValue('unsafe', object, problem.path, near) }),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'upper-case letters',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - name: Web_UI # expect: port-name-invalid
      port: 80
      targetPort: HTTP # expect: port-name-invalid
`,
      },
      {
        name: 'more than 15 characters in an Ingress',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      port:
        name: administration-http # expect: port-name-invalid
`,
      },
      {
        name: 'a container port',
        yaml: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx
          ports:
            - name: http_admin # expect: port-name-invalid
              containerPort: 8080
`,
      },
    ],
    good: [
      {
        name: 'short and lower-case',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - name: web-ui
      port: 80
      targetPort: http
`,
      },
    ],
  },
});

/** Ports of Services, Endpoints and EndpointSlices have DNS labels as names; all others have IANA service names. */
function isDnsLabel(kind: string, field: string | number | undefined): boolean {
  return field === 'name' && (kind === 'Service' || kind === 'Endpoints' || kind === 'EndpointSlice');
}
