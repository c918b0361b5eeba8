import { defineRule, type Rule } from './define-rule.ts';

/** Comments and annotations that keep quiet what nobody says; found by policy/suppressions.ts. */
export const rule: Rule = defineRule({
  id: 'suppression-unused',
  title: 'A comment or annotation suppresses nothing',
  group: 'suppression',
  severity: 'info',
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'What it was written for has been repaired or has moved. It stays silent when the same mistake is made again, and readers take it for a known problem.',
  help: 'Remove it.',
  sources: ['eslint --report-unused-disable-directives'],
  messages: {
    comment: (d: { rule: string; scope: string }) => `${d.rule} finds nothing ${d.scope}`,
    annotation: (d: { rule: string }) => `annotation ksvc.dev/ignore: ${d.rule} finds nothing`,
  },
  on: {},
  examples: {
    bad: [
      {
        name: 'a port that has got its name',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    # ksvc-ignore service-port-name-required -- TODO # expect: suppression-unused
    - name: http
      port: 80
    - name: metrics
      port: 9090
`,
      },
      {
        name: 'an annotation that is no longer needed',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    ksvc.dev/ignore: service-port-name-required # expect: suppression-unused
spec:
  ports:
    - name: http
      port: 80
`,
      },
    ],
    good: [
      {
        name: 'comments and an annotation that are needed',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80 # ksvc-ignore service-port-name-required -- named by the next release
    # ksvc-disable-next-line service-port-name-required
    - port: 9090
---
apiVersion: v1
kind: Service
metadata:
  name: api
  annotations:
    ksvc.dev/ignore: service-port-name-required
spec:
  ports:
    - port: 80
    - port: 9090
`,
      },
    ],
  },
});
