import { removeField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Node ports that the allocator does not give. */
export const rule: Rule = defineRule({
  id: 'node-port-out-of-range',
  title: 'A node port is outside the range of the cluster',
  group: 'exposure',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'The API server takes node ports from one range, 30000 to 32767 unless it was started with another. A dry run does not notice; the real create is refused.',
  help: 'Choose a number of the range, or leave nodePort out and get a free one.',
  sources: [
    'kubernetes v1.37.2 pkg/registry/core/service/portallocator/allocator.go (ErrNotInRange)',
    'recorded answers of kube-apiserver v1.37.2: provided port is not in the valid range. The range of valid ports is 30000-32767',
    'kubernetes/kubernetes#76764',
  ],
  explains: ['node-port-range'],
  messages: {
    outside: (d: { path: string; value: string; first: number; last: number }) =>
      `${d.path} ${d.value} is outside the node ports of the cluster, ${d.first} to ${d.last}`,
  },
  on: {
    Problem(problem, object, { report, cluster }) {
      const [first, last] = cluster.server.nodePortRange;
      const field = String(problem.path.at(-1));
      report(
        'outside',
        { path: pathText(problem.path), value: quote('value' in problem ? problem.value : undefined), first, last },
        {
          help: `Write a number from ${first} to ${last}, or remove ${field} to get a free one.`,
          fix: removeField('unsafe', object, problem.path),
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'the port of the pods as node port',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  ports:
    - port: 80
      nodePort: 8080 # expect: node-port-out-of-range
`,
      },
    ],
    good: [
      {
        name: 'a number of the range',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  ports:
    - port: 80
      nodePort: 30080
`,
      },
    ],
  },
});
