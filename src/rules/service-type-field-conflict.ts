import { removeField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isUnclear } from './facts/unclear.ts';
import { valueAt } from './facts/value-at.ts';
import { pathText } from './wording/path-text.ts';
import { oneOf, quote } from './wording/quote.ts';
import { reasonOf } from './wording/reason.ts';

/** Fields that do not go with the type of the Service. */
export const rule: Rule = defineRule({
  id: 'service-type-field-conflict',
  title: 'The type of the Service forbids a field',
  group: 'validity',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'Each type of Service has fields of its own: node ports need NodePort or LoadBalancer, cluster IPs do not go with ExternalName. The API server refuses a Service that mixes them.',
  help: 'Remove the field, or change spec.type to one that has it.',
  sources: [
    'kubernetes v1.37.2 pkg/apis/core/validation/validation.go (ValidateService, validateServiceExternalTrafficPolicy)',
    "recorded answers of kube-apiserver v1.37.2: nodePort: Forbidden: may not be used when `type` is 'ClusterIP'",
    'kubernetes-sigs/kustomize#2294',
  ],
  explains: ['type-conflict'],
  messages: {
    ignored: (d: { path: string; reason: string }) => `${d.path} is ignored: ${d.reason}`,
    forbidden: (d: { path: string; type: string }) => `${d.path} does not go with a Service of ${d.type}`,
    headless: (d: { path: string; type: string }) =>
      `${d.path} None makes the Service headless, which ${d.type} cannot be`,
    probe: (d: { path: string }) => `${d.path} goes with type LoadBalancer and externalTrafficPolicy Local only`,
    other: (d: { path: string; value: string; reason: string }) => `${d.path} ${d.value}: ${d.reason}`,
  },
  on: {
    // The server takes what has no effect, and only warns.
    Object(object, { report }) {
      for (const { message, path, part } of object.judgement().warnings) {
        const when = / is ignored (?:when |for )(.+)$/.exec(message)?.[1];
        // Affinity without effect is session-affinity-ineffective.
        if (when === undefined || path.at(-1) === 'sessionAffinity') continue;
        const field = pathText(path);
        const isHeadless = when.startsWith('headless');
        report(
          'ignored',
          { path: field, reason: isHeadless ? 'a headless Service has no use for it' : when.replaceAll('"', '') },
          {
            where: { object, path, part },
            object,
            field,
            severity: path.at(-1) === 'externalName' ? 'warning' : 'info',
            help: `Remove ${String(path.at(-1))}${isHeadless ? '' : ', or change spec.type'}.`,
            // A name to send clients to was meant for something.
            fix: removeField(path.at(-1) === 'externalName' ? 'unsafe' : 'safe', object, path),
          },
        );
      }
    },
    Problem(problem, object, { report }) {
      const field = String(problem.path.findLast((step) => typeof step === 'string'));
      if (isUnclear(object, dependsOn[field] ?? [])) return;
      const { value } = object.decoded;
      const written = valueAt(value, ['spec', 'type']);
      const type = typeof written === 'string' ? `type ${written}` : 'type ClusterIP (the default)';
      const path = pathText(problem.path);
      const given = 'value' in problem ? problem.value : undefined;
      const types = typesWith[field];
      if ((field === 'clusterIP' || field === 'clusterIPs') && given === 'None') {
        const help = `Remove ${field}, or write type: ClusterIP for a headless Service.`;
        report('headless', { path, type }, { help });
      } else if (field === 'healthCheckNodePort') {
        const help = 'Remove healthCheckNodePort, or write type: LoadBalancer and externalTrafficPolicy: Local.';
        report('probe', { path }, { help, fix: removeField('unsafe', object, problem.path) });
      } else if (types) {
        const help = `Remove ${field}, or change spec.type to ${oneOfTypes(types)}.`;
        // Inside the cluster nothing depends on it; a port or an address may have been what was wanted.
        const safety = field === 'externalTrafficPolicy' ? 'safe' : 'unsafe';
        report('forbidden', { path, type }, { help, fix: removeField(safety, object, problem.path) });
      } else {
        const reason = reasonOf('detail' in problem ? problem.detail : problem.message);
        report('other', { path, value: quote(given), reason });
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a node port without type',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
      nodePort: 30080 # expect: service-type-field-conflict
`,
      },
      {
        name: 'a headless load balancer',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  clusterIP: None # expect: service-type-field-conflict
  ports:
    - port: 80
`,
      },
      {
        name: 'a traffic policy for outside traffic on a Service that has none',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  externalTrafficPolicy: Local # expect: service-type-field-conflict
  ports:
    - port: 80
`,
      },
      {
        name: 'an external name without its type',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  externalName: api.example.com # expect: service-type-field-conflict
  ports:
    - port: 443
`,
      },
    ],
    good: [
      {
        name: 'a type that has node ports',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  externalTrafficPolicy: Local
  ports:
    - port: 80
      nodePort: 30080
`,
      },
    ],
  },
});

const typesWith: { readonly [field: string]: readonly string[] } = {
  nodePort: ['NodePort', 'LoadBalancer'],
  externalTrafficPolicy: ['NodePort', 'LoadBalancer'],
  loadBalancerSourceRanges: ['LoadBalancer'],
  'service.beta.kubernetes.io/load-balancer-source-ranges': ['LoadBalancer'],
  loadBalancerClass: ['LoadBalancer'],
  allocateLoadBalancerNodePorts: ['LoadBalancer'],
  clusterIP: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  clusterIPs: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  ipFamilies: ['ClusterIP', 'NodePort', 'LoadBalancer'],
  ipFamilyPolicy: ['ClusterIP', 'NodePort', 'LoadBalancer'],
};

/** Other fields besides the type that decide whether a field is allowed. */
const dependsOn: { readonly [field: string]: readonly string[] } = {
  externalTrafficPolicy: ['externalIPs'],
  healthCheckNodePort: ['externalTrafficPolicy'],
};

function oneOfTypes(types: readonly string[]): string {
  return oneOf(types).replaceAll('"', '');
}
