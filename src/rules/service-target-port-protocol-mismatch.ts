import { setField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isKnownWorkload } from './facts/known-workload.ts';
import { leadingPorts } from './sets/selected-ports.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';
import { declaredWords } from './wording/port.ts';

/** Services whose port has another protocol than the container port behind it. */
export const rule: Rule = defineRule({
  id: 'service-target-port-protocol-mismatch',
  title: 'A Service port has another protocol than the container port',
  group: 'ports',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'A targetPort that is a name is looked up by name and protocol together, and a port without protocol is TCP: with another protocol there is no endpoint. A number is not compared with what containers declare, so there it is only mentioned.',
  help: 'Give the port of the Service and the port of the container the same protocol.',
  sources: ['kubernetes v1.37.2 k8s.io/endpointslice/util/controller_utils.go (FindPort compares port.Protocol)'],
  messages: {
    mismatch: (d: { path: string; protocol: string; workload: string; port: string; declared: string }) =>
      `${d.path} is for ${d.protocol}, but ${d.workload} declares ${d.port} for ${d.declared}`,
  },
  on: {
    Object(object, { cluster, report }) {
      for (const { port, workloads } of leadingPorts(cluster, object)) {
        const { target, protocol } = port;
        const others = workloads.map(({ workload, ever }) => {
          const same = ever.filter(({ name, number }) => (typeof target === 'number' ? number : name) === target);
          const other = same.some((each) => each.protocol === protocol) ? undefined : same[0];
          return isKnownWorkload(workload) && other ? { workload, other } : undefined;
        });
        const [first] = others;
        if (!first || others.includes(undefined)) continue;
        const { workload, other } = first;
        report(
          'mismatch',
          {
            path: pathText(port.path),
            protocol,
            workload: nameOf(workload.object),
            port: declaredWords({ ...other, protocol: 'TCP' }),
            declared: other.protocol,
          },
          {
            where: { object, path: [...port.path, 'protocol'], part: 'value' },
            object,
            field: pathText([...port.path, 'protocol']),
            severity: typeof target === 'string' ? 'error' : 'info',
            help: `Write protocol: ${other.protocol} in the Service, or protocol: ${protocol} in the container port.`,
            fix: setField('unsafe', object, [...port.path, 'protocol'], other.protocol),
            related: [
              {
                message: 'the container port',
                where: { object: workload.object, path: other.path, part: 'value' },
              },
            ],
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a name server without protocol in the Service',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  selector:
    app: dns
  ports:
    - port: 53 # expect: service-target-port-protocol-mismatch
      targetPort: dns
---
apiVersion: v1
kind: Pod
metadata:
  name: dns
  labels:
    app: dns
spec:
  containers:
    - name: dns
      image: registry.example.com/dns:1.0
      ports:
        - name: dns
          containerPort: 53
          protocol: UDP
`,
      },
    ],
    good: [
      {
        name: 'the same protocol',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  selector:
    app: dns
  ports:
    - port: 53
      protocol: UDP
      targetPort: dns
---
apiVersion: v1
kind: Pod
metadata:
  name: dns
  labels:
    app: dns
spec:
  containers:
    - name: dns
      image: registry.example.com/dns:1.0
      ports:
        - name: dns
          containerPort: 53
          protocol: UDP
`,
      },
    ],
  },
});
