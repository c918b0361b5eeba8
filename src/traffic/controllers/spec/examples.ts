import type { ControllerExample } from '../define-controller.ts';

/** Shown on the controller's page, and run as tests. */
export const specExamples: readonly ControllerExample[] = [
  {
    name: 'the longest path wins, Exact before Prefix',
    yaml: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }
          - { path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }
          - { path: /cart, pathType: Exact, backend: { service: { name: web, port: { number: 8080 } } } }
          - { path: /gone, pathType: Prefix, backend: { service: { name: gone, port: { number: 80 } } } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 8080 }] }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ port: 80 }] }
`,
    requests: [
      { request: 'http://shop.example.com/cart', answer: 'shop/web:8080 /cart' },
      { request: 'http://shop.example.com/cart/', answer: 'shop/cart:80 /cart/' },
      { request: 'http://shop.example.com/cartoon', answer: 'shop/web:8080 /cartoon' },
      { request: 'http://shop.example.com/gone', answer: '503' },
      { request: 'http://other.example.com/', answer: '404' },
    ],
  },
  {
    name: 'an exact host before a wildcard before any host',
    yaml: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: hosts }
spec:
  defaultBackend: { service: { name: rest, port: { number: 80 } } }
  rules:
    - host: '*.example.com'
      http:
        paths: [{ path: /, pathType: Prefix, backend: { service: { name: wild, port: { number: 80 } } } }]
    - host: a.example.com
      http:
        paths: [{ path: /only, pathType: Prefix, backend: { service: { name: exact, port: { number: 80 } } } }]
---
apiVersion: v1
kind: Service
metadata: { name: wild }
spec: { selector: { app: wild }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: exact }
spec: { selector: { app: exact }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: rest }
spec: { selector: { app: rest }, ports: [{ port: 80 }] }
`,
    requests: [
      { request: 'http://a.example.com/only/x', answer: 'default/exact:80 /only/x' },
      { request: 'http://A.Example.com:8080/only', answer: 'default/exact:80 /only' },
      { request: 'http://a.example.com/', answer: 'default/rest:80 /' },
      { request: 'http://b.example.com/', answer: 'default/wild:80 /' },
      { request: 'http://c.b.example.com/', answer: 'default/rest:80 /' },
    ],
  },
];
