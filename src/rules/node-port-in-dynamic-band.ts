import type { FieldPath } from '../yaml/field-path.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isLive } from './facts/live.ts';
import { isService, serviceSpec } from './facts/service.ts';
import { valueAt } from './facts/value-at.ts';
import { serviceConflictsOf } from './sets/service-conflicts.ts';
import { listOf } from './wording/list.ts';
import { pathText } from './wording/path-text.ts';

/** Node ports out of the part of the range that Kubernetes gives away by itself. */
export const rule: Rule = defineRule({
  id: 'node-port-in-dynamic-band',
  title: 'A node port may be given to another Service first',
  group: 'exposure',
  severity: 'info',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'Services that ask for no number get one from the upper part of the range first. A Service that asks for a number there is refused when another one happens to have it; the lower part is left for numbers that are asked for.',
  help: 'Write a number of the lower part of the range, or leave nodePort out.',
  sources: [
    'kubernetes v1.37.2 pkg/registry/core/service/portallocator/allocator.go (calculateRangeOffset): 86 of 2,768 ports',
    'Kubernetes documentation, Service: reserve node port ranges to avoid collisions',
  ],
  messages: {
    dynamic: (d: { path: string; port: number; others: readonly string[]; band: string; reserved: string }) =>
      `${d.path} ${d.port}${d.others.length === 0 ? ' is' : `, and ${listOf(d.others)} as well, are`} of ${d.band}, which Kubernetes gives away by itself; ${d.reserved} are left for manifests`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isService(object)) return;
      const { type, ports = [] } = serviceSpec(object);
      if (type !== 'NodePort' && type !== 'LoadBalancer') return;
      const [first, last] = cluster.server.nodePortRange;
      const reserved = reservedPorts(last - first + 1);
      const start = first + reserved;
      if (reserved === 0 || isLive(object)) return;
      const found: { readonly port: number; readonly path: FieldPath }[] = [];
      for (let index = 0; index < ports.length; index++) {
        const port = ports[index]?.nodePort;
        if (port === undefined || port < start || port > last) continue;
        // Two ports of a Service, or two Services, that ask for one number are an error.
        if (object.judgement().problems.some(({ path: at }) => at[2] === index && at.at(-1) === 'nodePort')) continue;
        if (!isTaken(port)) found.push({ port, path: ['spec', 'ports', index, 'nodePort'] });
      }
      const [one, ...others] = found;
      if (!one) return;
      report(
        'dynamic',
        {
          path: pathText(one.path),
          port: one.port,
          others: others.map(({ port }) => String(port)),
          band: `${start} to ${last}`,
          reserved: `${first} to ${start - 1}`,
        },
        {
          where: { object, path: one.path, part: 'value' },
          object,
          field: pathText(one.path),
          help: `Write ${others.length === 0 ? 'a number' : 'numbers'} from ${first} to ${start - 1}, or leave nodePort out to get a free one.`,
          related: others.map(({ path }) => ({
            message: 'another one of these numbers',
            where: { object, path, part: 'value' },
          })),
        },
      );

      function isTaken(port: number): boolean {
        return serviceConflictsOf(cluster).some(
          ({ member, cause }) =>
            member.object === object &&
            cause.check === 'node-port-conflict' &&
            valueAt(object.decoded.value, cause.path) === port,
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a number of the upper part',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector:
    app: web
  ports:
    - port: 80
      nodePort: 31000 # expect: node-port-in-dynamic-band
`,
      },
    ],
    good: [
      {
        name: 'a number of the lower part',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector:
    app: web
  ports:
    - port: 80
      nodePort: 30010
`,
      },
    ],
  },
});

/** How many numbers of the range are left for those who ask; none of a small range. */
function reservedPorts(size: number): number {
  return size <= 16 ? 0 : Math.min(Math.max(16, Math.floor(size / 32)), 128);
}
