import { defineRule, type Rule } from './define-rule.ts';
import { pathText } from './wording/path-text.ts';

/** Keys that are written twice in one mapping. */
export const rule: Rule = defineRule({
  id: 'yaml-duplicate-key',
  title: 'A key is written twice',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'The API server refuses the manifest. Tools that turn YAML into JSON before (kubectl among them) keep the last one and drop the other silently, so what is applied depends on the way.',
  help: 'Keep one of the two.',
  sources: ['recorded answer of kube-apiserver v1.37.2: key "type" already set in map'],
  explains: ['duplicate-key'],
  messages: {
    twice: (d: { key: string; parent: string }) =>
      `key ${d.key} is written twice ${d.parent === '' ? 'at the top' : `in ${d.parent}`}`,
  },
  on: {
    Problem(problem, object, { report }) {
      const key = String(problem.path.at(-1));
      const first = 'first' in problem ? problem.first : undefined;
      report(
        'twice',
        { key, parent: pathText(problem.path.slice(0, -1)) },
        {
          help: `Keep one ${key} and remove the other; many tools silently take the last one.`,
          related: first ? [{ message: 'first written here', where: { document: object.document, ...first } }] : [],
        },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'two types',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: ClusterIP
  ports:
    - port: 80
  type: NodePort # expect: yaml-duplicate-key
`,
      },
    ],
    good: [
      {
        name: 'one type',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  ports:
    - port: 80
`,
      },
    ],
  },
});
