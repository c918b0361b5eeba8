/** The file of a rule that is not written yet: its examples fail until it finds something. */
export function ruleSkeleton(id: string): string {
  return `import { defineRule, type Rule } from './define-rule.ts';

/** Explains … */
export const rule: Rule = defineRule({
  id: '${id}',
  title: 'What is wrong, in a few words',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'What happens in the cluster.',
  help: 'What to do about it.',
  sources: ['kubernetes v1.37.2: file, function'],
  messages: {
    wrong: (d: { field: string; value: string }) => \`\${d.field} is \${d.value}, but …\`,
  },
  on: {
    Object(object, { report }) {
      report('wrong', { field: 'spec', value: '…' }, { where: { object, path: ['spec'], part: 'key' }, object, field: 'spec' });
    },
  },
  examples: {
    bad: [
      {
        name: 'the mistake in the words of a user',
        yaml: \`apiVersion: v1
kind: Service
metadata:
  name: web
spec: # expect: ${id}
  ports:
    - port: 80
\`,
      },
    ],
    good: [
      {
        name: 'how it should be',
        yaml: \`apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
\`,
      },
    ],
  },
});
`;
}
