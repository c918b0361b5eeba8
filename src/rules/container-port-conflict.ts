import { defineRule, type Rule } from './define-rule.ts';
import { type DeclaredPort, declaredPorts, templateFacts } from './facts/pod-template.ts';
import { pathText } from './wording/path-text.ts';
import { declaredWords } from './wording/port.ts';

/** Two containers of a pod that declare the same port. */
export const rule: Rule = defineRule({
  id: 'container-port-conflict',
  title: 'Two containers of a pod have the same port',
  group: 'ports',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController', 'Job', 'CronJob'],
  why: 'The containers of a pod share one network: only one of them can listen on a port, the other one fails to start. Where only the names of two ports are the same, Services and probes that use the name get the port of the first container.',
  help: 'Give one of the containers another port.',
  sources: [
    'kubernetes v1.37.2 pkg/api/pod/warnings.go: duplicate port definition',
    'https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking',
  ],
  messages: {
    number: (d: { a: string; b: string; port: string }) =>
      `containers ${d.a} and ${d.b} both declare port ${d.port}, on which only one of them can listen`,
    name: (d: { a: string; b: string; name: string }) =>
      `containers ${d.a} and ${d.b} both have a port ${d.name}; the name leads to that of ${d.a}`,
  },
  on: {
    Object(object, { report }) {
      const template = object.decoded.known ? templateFacts(object) : undefined;
      if (!template || !hasSeveral(template.spec)) return;
      const numbers = new Map<string, DeclaredPort>();
      const names = new Map<string, DeclaredPort>();
      for (const port of declaredPorts(template)) {
        const key = `${port.number}/${port.protocol}`;
        const first = numbers.get(key);
        const namesake = port.name === '' ? undefined : names.get(port.name);
        const b = port.container.container.name ?? '';
        if (first && first.container.container !== port.container.container) {
          const path = [...port.path, 'containerPort'];
          report(
            'number',
            { a: first.container.container.name ?? '', b, port: declaredWords({ ...port, name: '' }) },
            {
              where: { object, path, part: 'value' },
              object,
              field: pathText(path),
              related: [
                {
                  message: 'declared here first',
                  where: { object, path: [...first.path, 'containerPort'], part: 'value' },
                },
              ],
            },
          );
        } else if (namesake && namesake.container.container !== port.container.container) {
          const path = [...port.path, 'name'];
          report(
            'name',
            { a: namesake.container.container.name ?? '', b, name: port.name },
            {
              where: { object, path, part: 'value' },
              object,
              field: pathText(path),
              help: 'Give one of the two ports another name.',
              related: [
                { message: 'named here first', where: { object, path: [...namesake.path, 'name'], part: 'value' } },
              ],
            },
          );
        }
        if (!first) numbers.set(key, port);
        if (port.name !== '' && !namesake) names.set(port.name, port);
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a sidecar on the port of the application',
        yaml: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.0
      ports:
        - containerPort: 8080
    - name: metrics
      image: registry.example.com/metrics:1.0
      ports:
        - containerPort: 8080 # expect: container-port-conflict
`,
      },
    ],
    good: [
      {
        name: 'one number for two protocols',
        yaml: `apiVersion: v1
kind: Pod
metadata:
  name: dns
spec:
  containers:
    - name: dns
      image: registry.example.com/dns:1.0
      ports:
        - containerPort: 53
          protocol: UDP
    - name: dns-tcp
      image: registry.example.com/dns:1.0
      ports:
        - containerPort: 53
          protocol: TCP
`,
      },
    ],
  },
});

/** Most pods have one container, and need no second look. */
function hasSeveral({
  containers = [],
  initContainers = [],
}: {
  containers?: readonly unknown[];
  initContainers?: readonly unknown[];
}): boolean {
  return containers.length + initContainers.length > 1;
}
