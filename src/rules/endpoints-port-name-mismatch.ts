import type { Change, Fix } from '../diagnostics/fix.ts';
import { repair, settingField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { type ListedPort, listedPorts } from './facts/endpoints-ports.ts';
import {
  isExternalName,
  isHeadless,
  isService,
  type PortOfService,
  selectorOf,
  servicePorts,
} from './facts/service.ts';
import { isWrittenByHand } from './facts/written-by-hand.ts';
import { handMadeEndpointsOf } from './sets/hand-made-endpoints.ts';
import { listOf } from './wording/list.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';

/** Hand-made endpoints whose port has another name than the port of the Service. */
export const rule: Rule = defineRule({
  id: 'endpoints-port-name-mismatch',
  title: 'Hand-made endpoints and their Service name the port differently',
  group: 'endpoints',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'kube-proxy joins the ports of a Service with those of its endpoints by name and protocol, also when there is only one; no name is a name too. Without a match the Service port has no backends and connections are refused.',
  help: 'Give the port of the endpoints the name and protocol that the port of the Service has.',
  sources: ['kubernetes v1.37.2 pkg/proxy/endpointslicecache.go', 'kubernetes/kubernetes#16293, cilium/cilium#15142'],
  messages: {
    differ: (d: { endpoints: string; port: string; service: string; wanted: string }) =>
      `its port ${d.port} is no port of ${d.service}, which has ${d.wanted}: names and protocols must be equal`,
    lacking: (d: { service: string; wanted: string }) =>
      `it lists no port for ${d.wanted} of ${d.service}, so nothing is behind that port`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isService(object) || selectorOf(object) || isExternalName(object)) return;
      const written = handMadeEndpointsOf(cluster, object).filter(isWrittenByHand);
      const [any] = written;
      const ports = any && servicePorts(object);
      if (!any || !ports || ports.length === 0) return;
      if (written.some((each) => isInDoubt(each, []))) return;
      const listed = written.flatMap(listedPorts);
      const lacking = ports.filter((port) => !listed.some((each) => isSame(each, port)));
      if (lacking.length === 0) return;
      const strange = listed.filter((each) => !ports.some((port) => isSame(each, port)));
      const severity = isHeadless(object) ? 'info' : 'error';
      const wanted = listOf(lacking.map(keyWords), 3);
      const [first] = strange;
      const related = lacking.slice(0, 2).map((port) => ({
        message: `the port of ${nameOf(object)}`,
        where: { object, path: port.name === '' ? port.path : [...port.path, 'name'], part: 'value' as const },
      }));
      if (!first) {
        report(
          'lacking',
          { service: nameOf(object), wanted },
          {
            where: { object: any, path: any.kind === 'Endpoints' ? ['subsets'] : ['ports'], part: 'key' },
            object: any,
            severity,
            help: `Add ${listOf(lacking.map(entry), 3)} to the ports of ${nameOf(any)}.`,
            related,
          },
        );
        return;
      }
      const [meant] = lacking;
      const path = first.name === '' ? first.path : [...first.path, 'name'];
      report(
        'differ',
        { endpoints: nameOf(first.object), port: keyWords(first), service: nameOf(object), wanted },
        {
          where: { object: first.object, path, part: 'value' },
          object: first.object,
          field: pathText([...first.path, 'name']),
          severity,
          ...(meant && lacking.length === 1 && { help: adviceFor(first, meant) }),
          ...(meant && lacking.length === 1 && strange.length === 1 && { fix: alike(first, meant) }),
          related,
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'a name on one side only',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  ports:
    - name: postgres
      port: 5432
---
apiVersion: v1
kind: Endpoints # expect: deprecated-api-usage
metadata:
  name: db
subsets:
  - addresses:
      - ip: 192.0.2.10
    ports:
      - port: 5432 # expect: endpoints-port-name-mismatch
`,
      },
      {
        name: 'two names',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  ports:
    - name: postgres
      port: 5432
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
endpoints:
  - addresses:
      - 192.0.2.10
ports:
  - name: pg # expect: endpoints-port-name-mismatch
    port: 5432
`,
      },
    ],
    good: [
      {
        name: 'the same name',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  ports:
    - name: postgres
      port: 5432
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
endpoints:
  - addresses:
      - 192.0.2.10
ports:
  - name: postgres
    port: 15432
`,
      },
    ],
  },
});

type Key = Pick<ListedPort | PortOfService, 'name' | 'protocol'>;

function isSame(a: Key, b: Key): boolean {
  return a.name === b.name && a.protocol === b.protocol;
}

function keyWords({ name, protocol }: Key): string {
  return `${name === '' ? 'without a name' : `"${name}"`}${protocol === 'TCP' ? '' : ` (${protocol})`}`;
}

function entry({ name, port, protocol }: PortOfService): string {
  return `{${name === '' ? '' : `name: ${name}, `}port: ${port}${protocol === 'TCP' ? '' : `, protocol: ${protocol}`}}`;
}

/** Writes name and protocol of the Service's port. */
function alike(listed: ListedPort, { name, protocol }: PortOfService): Fix | undefined {
  const { object, path } = listed;
  const changes: Change[] = [];
  if (listed.name !== name) {
    const at = [...path, 'name'];
    changes.push(name === '' ? { kind: 'remove', object, path: at } : settingField(object, at, name));
  }
  if (listed.protocol !== protocol) changes.push(settingField(object, [...path, 'protocol'], protocol));
  const [first, ...others] = changes;
  return first && repair('unsafe', 'write the port as the Service has it', [first, ...others]);
}

function adviceFor(listed: ListedPort, { name, protocol }: PortOfService): string {
  if (listed.protocol !== protocol)
    return `Write protocol: ${protocol} and ${name === '' ? 'no name' : `name: ${name}`}.`;
  return name === '' ? `Remove name: ${listed.name}, as the port of the Service has none.` : `Write name: ${name}.`;
}
