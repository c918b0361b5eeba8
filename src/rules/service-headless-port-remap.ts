import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isLive } from './facts/live.ts';
import { isHeadless, isService, type PortOfService, servicePorts } from './facts/service.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { leadingPorts } from './sets/selected-ports.ts';
import { pathText } from './wording/path-text.ts';

/** Headless Services that seem to lead one port to another. */
export const rule: Rule = defineRule({
  id: 'service-headless-port-remap',
  title: 'A headless Service leads a port to another one',
  group: 'ports',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'Clients of a headless Service get the addresses of its pods and connect to them directly, on the port that they know: nothing translates port into targetPort. Only SRV records carry the port of the pods.',
  help: 'Write as port the one that the pods listen on, or give the Service a cluster IP.',
  sources: [
    'kubernetes v1.37.2 pkg/proxy/servicechangetracker.go: headless Services are left out; recorded DNS answers',
    'kubernetes/kubernetes#17634, #20488, istio/istio#51908, kubernetes/website#39641',
  ],
  messages: {
    remap: (d: { path: string; port: number; target: string }) =>
      `${d.path} leads ${d.port} to ${d.target}, but a headless Service translates no ports: clients connect to port ${d.port} of the pods`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isService(object) || !isHeadless(object) || isLive(object)) return;
      if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      for (const port of servicePorts(object) ?? []) {
        const target = typeof port.target === 'number' ? port.target : resolved(port);
        if (target === undefined || target === port.port) continue;
        const words = typeof port.target === 'number' ? String(target) : `${port.target} (${target})`;
        const path = [...port.path, 'port'];
        report(
          'remap',
          { path: pathText(port.path), port: port.port, target: words },
          {
            where: { object, path, part: 'value' },
            object,
            field: pathText(path),
            help: `Write port: ${target}, or remove clusterIP: None.`,
            fix: writeValue('unsafe', object, path, target),
          },
        );
      }

      /** The number of a named port, when all selected pods agree. */
      function resolved({ path, target, protocol }: PortOfService): number | undefined {
        const leading = leadingPorts(cluster, object).find(({ port }) => port.path.at(-1) === path.at(-1));
        const numbers = (leading?.workloads ?? []).flatMap(({ ever }) =>
          ever.filter((each) => each.name === target && each.protocol === protocol).map(({ number }) => number),
        );
        return new Set(numbers).size === 1 ? numbers[0] : undefined;
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'port 80 of pods that listen on 8080',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector:
    app: web
  ports:
    - port: 80 # expect: service-headless-port-remap
      targetPort: 8080
`,
      },
    ],
    good: [
      {
        name: 'the port of the pods',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  clusterIP: None
  selector:
    app: web
  ports:
    - port: 8080
`,
      },
    ],
  },
});
