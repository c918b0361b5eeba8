import { modelOf } from '../model/model.ts';
import { plainSpeaker } from '../traffic/examine-annotations.ts';
import { setField } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { annotationsOf } from './facts/ingress.ts';
import { type PortOfService, servicePorts, serviceSpec } from './facts/service.ts';
import { backendsOf } from './sets/backend-services.ts';
import { kustomizationsOf } from './sets/kustomize.ts';
import { nameOf } from './wording/name.ts';
import { pathText } from './wording/path-text.ts';

/** Ports that speak TLS behind controllers that speak plain HTTP to them. */
export const rule: Rule = defineRule({
  id: 'backend-protocol-mismatch',
  title: 'A controller speaks another protocol than the port behind it',
  group: 'ports',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'TLS ends at the controller, and what it speaks to the pods does not follow from it: most controllers speak plain HTTP unless an annotation says otherwise, whatever the port is called. A server that wants TLS then answers 400 (The plain HTTP request was sent to HTTPS port), or nothing.',
  help: 'Tell the controller to speak TLS to the Service, or lead to a port with plain HTTP.',
  sources: [
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#backend-protocol',
    'kubernetes-retired/dashboard#9237, #8910, #5457; nginx/kubernetes-ingress#1724; haproxytech/kubernetes-ingress#467',
    'what running controllers did with ports called https',
  ],
  messages: {
    secure: (d: { port: string; signal: string; controller: string }) =>
      `${d.port} looks like HTTPS (${d.signal}), and ${d.controller} speaks plain HTTP to it`,
  },
  on: {
    Object(object, { cluster, report }) {
      const seen = new Set<string>();
      for (const { service, port: ref, path, found } of backendsOf(cluster, object)) {
        if (found.kind !== 'found') continue;
        const [definition] = found.definitions;
        const port = servicePorts(definition)?.find((each) =>
          typeof ref === 'number' ? each.port === ref : each.name === ref,
        );
        if (!port || seen.has(`${service}:${port.port}`)) continue;
        seen.add(`${service}:${port.port}`);
        const { appProtocol = '' } = serviceSpec(definition).ports?.[Number(port.path[2])] ?? {};
        const signal = signalOf(port, appProtocol);
        if (!signal || kustomizationsOf(cluster).isPatch(object.document.source.path)) continue;
        const asked = { name: port.name, number: port.port, appProtocol };
        const speaker = plainSpeaker(modelOf(cluster), object, annotationsOf(definition), asked);
        if (!speaker) continue;
        const { annotation } = speaker;
        const place = [...path, 'port'];
        report(
          'secure',
          { port: `${nameOf(definition)} port ${ref}`, signal: signal.text, controller: speaker.controller },
          {
            where: { object, path: place, part: 'key' },
            object,
            field: pathText(place),
            help: speaker.remedy,
            ...(annotation && {
              fix: setField(
                'unsafe',
                annotation.onIngress ? object : definition,
                ['metadata', 'annotations', annotation.key],
                annotation.value,
              ),
            }),
            ...(signal.isWeak && { severity: 'info' as const }),
            related: [{ message: signal.text, where: { object: definition, path: port.path, part: 'value' } }],
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a port called https',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port: # expect: backend-protocol-mismatch
                  name: https
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: https
      port: 443
      targetPort: 8443
`,
      },
      {
        name: 'a port that says what it speaks',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: haproxy
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port: # expect: backend-protocol-mismatch
                  number: 8000
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: api
      port: 8000
      targetPort: api
      appProtocol: https
`,
      },
    ],
    good: [
      {
        name: 'the annotation',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/backend-protocol: HTTPS
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  name: https
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: https
      port: 443
      targetPort: 8443
`,
      },
      {
        name: 'a controller that minds the name',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: traefik
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  name: https
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: https
      port: 443
      targetPort: 8443
`,
      },
      {
        name: 'port 443 in front of plain HTTP',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 443
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 443
      targetPort: http
`,
      },
    ],
  },
});

/** What says that a port speaks TLS; undefined where nothing does, or something speaks against it. */
function signalOf(
  { name, port, target, protocol }: PortOfService,
  appProtocol: string,
): { readonly text: string; readonly isWeak: boolean } | undefined {
  if (protocol !== 'TCP') return undefined;
  if (appProtocol !== '') {
    return /^https$/i.test(appProtocol) ? { text: `appProtocol: ${appProtocol}`, isWeak: false } : undefined;
  }
  const isPlainTarget = typeof target === 'number' ? plainPorts.has(target) : /^(?:http|web)(?:-|$)/.test(target);
  if (isPlainTarget || /^(?:http|web|grpc|tcp)(?:-|$)/.test(name)) return undefined;
  if (/^https(?:-|$)/.test(name)) return { text: `it is called ${name}`, isWeak: false };
  if (typeof target === 'string' && /^https(?:-|$)/.test(target)) {
    return { text: `it leads to the port ${target} of the pods`, isWeak: false };
  }
  if (port === 443) return { text: 'it is port 443', isWeak: target !== 443 && target !== 8443 };
  return port === 8443 ? { text: 'it is port 8443', isWeak: true } : undefined;
}

const plainPorts: ReadonlySet<number> = new Set([80, 3000, 5000, 8000, 8080]);
