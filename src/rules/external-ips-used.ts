import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { isExternalName, isHeadless, isService, serviceSpec } from './facts/service.ts';
import { listOf } from './wording/list.ts';

/** Addresses that a Service takes by itself. */
export const rule: Rule = defineRule({
  id: 'external-ips-used',
  title: 'A Service takes addresses from outside the cluster',
  group: 'exposure',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'Every node sends traffic for an address in externalIPs to the Service, whoever it belongs to: whoever may write Services can catch the traffic of others (CVE-2020-8554). Many clusters refuse the field (DenyServiceExternalIPs); it is deprecated since Kubernetes 1.36, and kube-proxy is to lose it.',
  help: 'Use type: LoadBalancer with an implementation of load balancers, such as MetalLB.',
  sources: [
    'kubernetes/kubernetes#97076 (CVE-2020-8554)',
    'kubernetes/enhancements#5873 (KEP-5707)',
    'kubernetes v1.37.2 pkg/api/service/warnings.go',
  ],
  messages: {
    used: (d: { addresses: string; many: boolean }) =>
      `every node sends traffic for ${d.addresses} here, whoever ${d.many ? 'they belong' : 'it belongs'} to; externalIPs is refused by many clusters`,
  },
  on: {
    Object(object, { report }) {
      if (!isService(object)) return;
      const { externalIPs } = serviceSpec(object);
      if (!externalIPs || externalIPs.length === 0) return;
      const path = ['spec', 'externalIPs'];
      if (isInDoubt(object, path)) return;
      // Where they do nothing, another rule says so.
      if (isHeadless(object) || isExternalName(object)) return;
      report(
        'used',
        { addresses: listOf(externalIPs), many: externalIPs.length > 1 },
        { where: { object, path, part: 'key' }, object, field: 'spec.externalIPs' },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'an address of its own choice',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  externalIPs: # expect: external-ips-used
    - 203.0.113.7
  ports:
    - name: http
      port: 80
`,
      },
    ],
    good: [
      {
        name: 'a load balancer',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  selector:
    app: web
  ports:
    - name: http
      port: 80
`,
      },
    ],
  },
});
