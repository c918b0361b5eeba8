import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { isService, selectorOf } from './facts/service.ts';
import { isWrittenByHand } from './facts/written-by-hand.ts';
import { handMadeEndpointsOf } from './sets/hand-made-endpoints.ts';
import { nameOf } from './wording/name.ts';

/** Hand-made endpoints of a Service that has a selector. */
export const rule: Rule = defineRule({
  id: 'endpoints-shadowed-by-selector',
  title: 'A Service has a selector and hand-made endpoints',
  group: 'endpoints',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'For a Service with a selector the endpoints controller writes Endpoints of its name, and replaces hand-made ones within seconds. A hand-made EndpointSlice stays, and its addresses are added to those of the selected pods.',
  help: 'Remove the selector of the Service, or the hand-made endpoints.',
  sources: [
    'kubernetes v1.37.2 pkg/controller/endpoint/endpoints_controller.go, recorded Endpoints',
    'kubernetes-sigs/kustomize#249, #2034, #2273: commonLabels add selectors; kubernetes/kubernetes#98066',
  ],
  messages: {
    replaced: (d: { service: string }) =>
      `${d.service} has a selector, so the endpoints controller replaces these addresses by those of the selected pods`,
    added: (d: { service: string }) =>
      `${d.service} has a selector, so these addresses are added to those of the selected pods`,
  },
  on: {
    Object(object, { cluster, report }) {
      if (!isService(object) || !selectorOf(object) || isInDoubt(object, ['spec', 'selector'])) return;
      for (const endpoints of handMadeEndpointsOf(cluster, object)) {
        if (!isWrittenByHand(endpoints)) continue;
        const replaced = endpoints.kind === 'Endpoints';
        report(
          replaced ? 'replaced' : 'added',
          { service: nameOf(object) },
          {
            where: { object: endpoints, path: ['metadata', 'name'], part: 'value' },
            object: endpoints,
            field: 'metadata.name',
            severity: replaced ? 'error' : 'warning',
            help: `Remove spec.selector of ${nameOf(object)}, or remove ${nameOf(endpoints)}.`,
            related: [{ message: 'the selector', where: { object, path: ['spec', 'selector'], part: 'key' } }],
          },
        );
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a selector and Endpoints',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector:
    app: db
  ports:
    - port: 5432
---
apiVersion: v1
kind: Endpoints # expect: deprecated-api-usage
metadata:
  name: db # expect: endpoints-shadowed-by-selector
subsets:
  - addresses:
      - ip: 192.0.2.10
    ports:
      - port: 5432
`,
      },
    ],
    good: [
      {
        name: 'Endpoints as the controller wrote them',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  selector:
    app: db
  ports:
    - port: 5432
---
apiVersion: v1
kind: Endpoints
metadata:
  name: db
  annotations:
    endpoints.kubernetes.io/last-change-trigger-time: "2026-01-31T12:00:00Z"
subsets:
  - addresses:
      - ip: 10.244.0.10
    ports:
      - port: 5432
`,
      },
    ],
  },
});
