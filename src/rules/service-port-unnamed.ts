import { addField, setField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isLive } from './facts/live.ts';
import { isExternalName, isService, selectorOf, servicePorts } from './facts/service.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { leadingPorts } from './sets/selected-ports.ts';
import { pathText } from './wording/path-text.ts';
import { usualPortName } from './wording/port-name.ts';

/** Ports that could be called by a name. */
export const rule: Rule = defineRule({
  id: 'service-port-unnamed',
  title: 'A port has no name',
  group: 'portability',
  severity: 'info',
  optIn: true,
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'Ports with names have SRV records, Ingresses and monitors can refer to them, meshes read the protocol off them, and the number behind a name can change without the Service.',
  help: 'Name the port, and write the name of the container port as targetPort.',
  sources: ['kubernetes/dns docs/specification.md: SRV records are for named ports'],
  messages: {
    unnamed: (d: { path: string; port: number }) => `${d.path} (port ${d.port}) has no name`,
    number: (d: { path: string; target: number; name: string }) =>
      `${d.path} is ${d.target}, which the pods call ${d.name}`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isService(object) || isExternalName(object) || isLive(object)) return;
      if (kustomizationsOf(cluster).isPatch(object.document.source.path)) return;
      const ports = servicePorts(object) ?? [];
      const [only, ...others] = ports;
      if (only && others.length === 0 && only.name === '') {
        const help = `Write name: ${usualPortName(only.port)}.`;
        const path = [...only.path, 'port'];
        // Where endpoints are written by hand, they would need the same name.
        const isSelected = selectorOf(object) !== undefined;
        const name = usualPortName(only.port);
        const fix = isSelected ? addField('safe', object, [...only.path, 'name'], name) : undefined;
        report(
          'unnamed',
          { path: pathText(only.path), port: only.port },
          { where: { object, path, part: 'value' }, object, field: pathText(only.path), help, fix },
        );
      }
      for (const { port, workloads } of leadingPorts(cluster, object)) {
        const { target, protocol } = port;
        if (typeof target !== 'number') continue;
        const names = workloads.map(
          ({ declared }) => declared.find((each) => each.number === target && each.protocol === protocol)?.name,
        );
        const [name] = names;
        if (!name || names.some((each) => each !== name)) continue;
        const path = [...port.path, port.defaulted ? 'port' : 'targetPort'];
        report(
          'number',
          { path: pathText([...port.path, 'targetPort']), target, name },
          {
            where: { object, path, part: 'value' },
            object,
            field: pathText([...port.path, 'targetPort']),
            help: `Write targetPort: ${name}.`,
            fix: setField('unsafe', object, [...port.path, 'targetPort'], name),
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'one port without a name',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80 # expect: service-port-unnamed
`,
      },
      {
        name: 'a number where the port of the pods has a name',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: 8080 # expect: service-port-unnamed
---
apiVersion: apps/v1
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
          image: registry.example.com/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
`,
      },
    ],
    good: [
      {
        name: 'names for both',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: http
---
apiVersion: apps/v1
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
          image: registry.example.com/web:1.4.2
          ports:
            - name: http
              containerPort: 8080
          readinessProbe:
            httpGet:
              path: /ready
              port: http
`,
      },
    ],
  },
});
