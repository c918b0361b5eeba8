import { defineRule, type Rule } from './define-rule.ts';

/** Comments and annotations that do not say what to ignore; found by policy/suppressions.ts. */
export const rule: Rule = defineRule({
  id: 'suppression-invalid',
  title: 'A suppression does not say what to ignore, or has expired',
  group: 'suppression',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'It suppresses nothing, though it reads as if it did.',
  help: 'Write ids of rules, which ksvc rules lists: # ksvc-ignore rule, rule -- reason.',
  sources: ['https://github.com/ksvc/ksvc/blob/main/docs/guide/configuration.md'],
  messages: {
    unknownRule: (d: { rule: string; near: string | undefined }) =>
      `no rule is called ${d.rule}${d.near === undefined ? '' : `; did you mean ${d.near}?`}`,
    unknownWord: (d: { word: string; near: string }) =>
      `ksvc-${d.word} is no comment of ksvc; did you mean ksvc-${d.near}?`,
    noRule: (d: { what: string }) => `${d.what} names no rule`,
    noReason: (d: { what: string }) => `${d.what} gives no reason, which profile strict asks for`,
  },
  on: {},
  examples: {
    bad: [
      {
        name: 'a rule that does not exist',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80 # ksvc-ignore service-port-names-required # expect: suppression-invalid
`,
      },
      {
        name: 'no rule at all',
        yaml: `# ksvc-disable-file # expect: suppression-invalid
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
`,
      },
    ],
    good: [
      {
        name: 'rules with a reason',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    # ksvc-disable service-port-name-required -- the client takes the first port
    - port: 80
    - port: 9090
    # ksvc-enable service-port-name-required
`,
      },
    ],
  },
});
