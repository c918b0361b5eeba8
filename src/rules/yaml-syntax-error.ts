import { rereadDocument } from '../yaml/read.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { quote } from './wording/quote.ts';
import { sentence } from './wording/sentence.ts';

/** Documents that no one can read. */
export const rule: Rule = defineRule({
  id: 'yaml-syntax-error',
  title: 'The text is not YAML',
  group: 'validity',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'kubectl stops at the first document that it cannot read, so nothing of the file after it reaches the cluster.',
  help: 'Repair the text at the place that is marked; what is wrong often stands one line above it.',
  sources: [
    'sigs.k8s.io/yaml, which the API server and kubectl read manifests with (a YAML 1.1 dialect)',
    'recorded answers of kube-apiserver v1.37.2',
  ],
  messages: {
    unreadable: (d: { reason: string }) => `cannot read this YAML: ${d.reason}`,
    text: (d: { start: string }) => `this document is a single text, ${d.start}, not an object`,
  },
  on: {
    Document(document, { report }) {
      for (const problem of document.problems) {
        if (problem.kind !== 'syntax') continue;
        report(
          'unreadable',
          { reason: problem.reason },
          {
            where: { document, start: problem.start, end: problem.end },
            ...(problem.hint !== undefined && { help: sentence(problem.hint) }),
          },
        );
      }
    },
    Cluster(cluster, { report }) {
      const withObjects = new Set(cluster.objects.map((object) => object.document));
      for (const document of cluster.documents) {
        if (withObjects.has(document)) continue;
        const root = rereadDocument(document);
        // A list at the root is YAML for some other program; nothing but a slip makes a whole document one text.
        if (root?.kind !== 'scalar' || typeof root.value !== 'string') continue;
        const { start, end } = root;
        const help = 'Begin with "apiVersion: v1", and put a space after each colon: key: value.';
        report('text', { start: quote(root.value) }, { where: { document, start, end }, help });
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a tab indents',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
\tports: [] # expect: yaml-syntax-error
`,
      },
      {
        name: 'no space after the colons',
        yaml: `apiVersion:v1 # expect: yaml-syntax-error
kind:Service
`,
      },
    ],
    good: [
      {
        name: 'spaces indent',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
`,
      },
    ],
  },
});
