import { type ConflictData, conflictData, conflictDetails } from './advice/conflict.ts';
import { removeField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { serviceConflictsOf } from './sets/service-conflicts.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Node ports that two Services ask for. */
export const rule: Rule = defineRule({
  id: 'node-port-conflict',
  title: 'A node port is claimed twice',
  group: 'exposure',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'A node port belongs to one Service of the whole cluster, whatever the namespace and the protocol. The Service that comes second is refused. Services of different directories may be meant for different clusters, so there it is a warning.',
  help: 'Give one of them another number, or leave nodePort out and get a free one.',
  sources: [
    'kubernetes v1.37.2 pkg/registry/core/service/storage/alloc.go (initNodePorts), pkg/registry/core/service/portallocator',
    'recorded answers of kube-apiserver v1.37.2: provided port is already allocated',
    'k3s-io/k3s#6375, ansible/awx-operator#814',
  ],
  explains: ['node-port-conflict'],
  messages: {
    own: (d: { path: string; value: string }) =>
      `${d.path} ${d.value} is used by this Service already, for another port`,
    taken: (d: ConflictData) => `${d.path} ${d.value} is claimed by ${d.owner} too`,
  },
  on: {
    Problem(problem, _object, { report }) {
      report(
        'own',
        { path: pathText(problem.path), value: quote('value' in problem ? problem.value : undefined) },
        { help: 'Give each port a node port of its own; only TCP and UDP of one port number may share it.' },
      );
    },
    Cluster(cluster, { report }) {
      for (const conflict of serviceConflictsOf(cluster)) {
        const { check, path } = conflict.cause;
        if (check !== 'node-port-conflict') continue;
        const help = `Remove ${String(path.at(-1))} here to get a free one, or write another number.`;
        const fix = removeField('unsafe', conflict.member.object, path);
        report('taken', conflictData(conflict), { ...conflictDetails(conflict, help), fix });
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'two Services, two protocols, one number',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  ports:
    - port: 80
      nodePort: 30080
---
apiVersion: v1
kind: Service
metadata:
  name: game
  namespace: play
spec:
  type: NodePort
  ports:
    - port: 7777
      protocol: UDP
      nodePort: 30080 # expect: node-port-conflict
`,
      },
      {
        name: 'two ports of one Service',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  ports:
    - name: http
      port: 80
      nodePort: 30080
    - name: admin
      port: 8080
      nodePort: 30080 # expect: node-port-conflict
`,
      },
    ],
    good: [
      {
        name: 'one number for TCP and UDP of the same port',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: dns
  annotations:
    argocd.argoproj.io/sync-options: ServerSideApply=true
spec:
  type: NodePort
  ports:
    - name: dns
      port: 53
      protocol: UDP
      nodePort: 30053
    - name: dns-tcp
      port: 53
      nodePort: 30053
`,
      },
      {
        name: 'environments have clusters of their own',
        files: {
          'dev/web.yaml': `apiVersion: v1
kind: Service
metadata:
  name: web-dev
spec:
  type: NodePort
  ports:
    - port: 80
      nodePort: 30080
`,
          'prod/web.yaml': `apiVersion: v1
kind: Service
metadata:
  name: web-prod
spec:
  type: NodePort
  ports:
    - port: 80
      nodePort: 30080
`,
        },
      },
    ],
  },
});
