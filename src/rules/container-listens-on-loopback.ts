import type { Container } from '../objects/kinds/pod.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { runningContainersOf, templateFacts } from './facts/pod-template.ts';
import { valueAt } from './facts/value-at.ts';
import { servedPortsOf } from './sets/served-ports.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';
import { portWords } from './wording/port.ts';
import { quote } from './wording/quote.ts';

/** Containers that listen where no other pod can connect. */
export const rule: Rule = defineRule({
  id: 'container-listens-on-loopback',
  title: 'A container behind a Service listens on the loopback address',
  group: 'ports',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['Pod', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'ReplicationController'],
  why: 'Connections of a Service come to the address of the pod. A process that listens on 127.0.0.1 or localhost gets only those from its own pod; all others are refused, and kubectl port-forward, which works, hides it.',
  help: 'Let it listen on all addresses: 0.0.0.0, or :: where the pod has IPv6.',
  sources: ['kubernetes/website#7281, telepresenceio/telepresence#77'],
  messages: {
    loopback: (d: { path: string; text: string; service: string; port: string }) =>
      `${d.path} ${d.text} makes the container listen on the loopback address, so connections to port ${d.port} of ${d.service} are refused`,
  },
  on: {
    Object(object, { cluster, report }) {
      const template = object.decoded.known ? templateFacts(object) : undefined;
      if (!template?.spec.containers?.some((each) => each && mayBind(each))) return;
      for (const { container, path } of runningContainersOf(template)) {
        if (!mayBind(container)) continue;
        const served = servedPortsOf(cluster, object).filter((each) => each.container.container === container);
        if (served.length === 0) continue;
        const texts = textsOf(container, path);
        if (texts.some(({ text }) => everywhere.test(text))) continue;
        for (const { key, text, path: at } of texts) {
          const bound = boundTo(key, text);
          // Without a port it is that of all ports, when there is but one.
          const hit =
            bound && served.find(({ target }) => (bound.port === undefined ? isSingle(served) : bound.port === target));
          if (!hit) continue;
          const open = text.replace(loopbackHost, '0.0.0.0');
          const whole = valueAt(object.decoded.value, at);
          report(
            'loopback',
            { path: pathText(at), text: quote(text), service: nameOf(hit.service), port: portWords(hit.port) },
            {
              where: { object, path: at, part: 'value' },
              object,
              field: pathText(at),
              help: `Write ${open}.`,
              fix:
                typeof whole === 'string'
                  ? writeValue(
                      'unsafe',
                      object,
                      at,
                      whole.replace(text, () => open),
                    )
                  : undefined,
              related: [
                {
                  message: 'the port of the Service',
                  where: { object: hit.service, path: hit.port.path, part: 'value' },
                },
              ],
            },
          );
          break;
        }
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a flag',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
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
          image: registry.example.com/web:1.0
          args:
            - --listen=127.0.0.1:8080 # expect: container-listens-on-loopback
`,
      },
      {
        name: 'a variable',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 3000
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
          image: registry.example.com/web:1.0
          env:
            - name: HOST
              value: localhost # expect: container-listens-on-loopback
`,
      },
    ],
    good: [
      {
        name: 'the port for administration, and a backend of the same pod',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: 8080
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
          image: registry.example.com/web:1.0
          args:
            - --listen=:8080
            - --admin-address=127.0.0.1:9090
            - --upstream=http://127.0.0.1:8081
`,
      },
    ],
  },
});

interface Text {
  readonly key: string;
  readonly text: string;
  readonly path: FieldPath;
}

/** A quick look that leaves out most containers. */
function mayBind({ command, args, env }: Container): boolean {
  for (const list of [command, args]) {
    if (Array.isArray(list) && list.some((text: unknown) => typeof text === 'string' && loopback.test(text)))
      return true;
  }
  return Array.isArray(env) && env.some((each) => typeof each?.value === 'string' && loopback.test(each.value));
}

const loopback = /127\.0\.0\.1|localhost|::1/;
const loopbackHost = /127\.0\.0\.1|localhost|\[?::1\]?/;
const everywhere = /0\.0\.0\.0|(?:^|[=\s[])::(?:\]|$)/;

function textsOf({ command, args, env }: Container, path: FieldPath): Text[] {
  const found: Text[] = [];
  for (const [field, list] of [
    ['command', command],
    ['args', args],
  ] as const) {
    // A shell takes all words in one argument.
    let before = '';
    for (const [at, whole] of (list ?? []).entries()) {
      for (const text of whole.split(/\s+/)) {
        const equals = text.startsWith('-') ? text.indexOf('=') : -1;
        found.push({ key: equals === -1 ? before : text.slice(0, equals), text, path: [...path, field, at] });
        before = text;
      }
    }
  }
  for (const [at, { name = '', value = '' }] of (env ?? []).entries()) {
    found.push({ key: name, text: value, path: [...path, 'env', at, 'value'] });
  }
  return found;
}

/** The loopback address and port that a flag or a variable tells a server to listen on. */
function boundTo(key: string, text: string): { readonly port: number | undefined } | undefined {
  const value = text.startsWith('-') ? text.slice(text.indexOf('=') + 1) : text;
  const [, digits] = address.exec(value) ?? [];
  if (!address.test(value) || others.test(key)) return undefined;
  const name = key.replace(/^-+/, '').toLowerCase().replaceAll('_', '-');
  if (digits !== undefined) return listens.test(name) ? { port: Number(digits) } : undefined;
  return hosts.has(name) ? { port: undefined } : undefined;
}

const address = /^(?:(?:https?|tcp):\/\/)?(?:127\.0\.0\.1|localhost|\[?::1\]?)(?::(\d+))?\/?$/;
/** What is connected to, told to others, or another port. */
const others =
  /upstream|backend|target|remote|proxy|connect|client|redis|db|database|postgres|mysql|mongo|advertise|peer|public|endpoint|allow|origin|admin|debug|metric|health|pprof|prof|probe|monitor|telemetry|status|manage/i;
const listens = /^b$|(?:^|-)(?:bind|listen|addr|address|host|http|https|web|server|serve|socket)(?:-|$)|listen|bind/;
/** Names of the address alone; some are those of databases to connect to as well, but not in the container that serves. */
const hosts: ReadonlySet<string> = new Set(
  'host bind bind-address bind-addr bind-host listen listen-address listen-addr listen-host http-host server-host server-address hostname'.split(
    ' ',
  ),
);

function isSingle(served: readonly { readonly target: number }[]): boolean {
  return new Set(served.map(({ target }) => target)).size === 1;
}
