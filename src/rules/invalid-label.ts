import { defineRule, type Rule } from './define-rule.ts';
import { nearestLabelValue, whyNoLabelKey, whyNoLabelValue } from './wording/label.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Labels and selectors. */
export const rule: Rule = defineRule({
  id: 'invalid-label',
  title: 'A label or selector is not allowed',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'Labels are kept short and plain so that they can be searched: values have at most 63 letters, digits, "-", "_" and ".", and begin and end with a letter or digit. What does not fit belongs into an annotation.',
  help: 'Shorten the label, or make it an annotation.',
  sources: [
    'apimachinery v0.37.2 pkg/util/validation/validation.go (IsQualifiedName, IsValidLabelValue)',
    'recorded answers of kube-apiserver v1.37.2',
  ],
  explains: ['label'],
  messages: {
    key: (d: { path: string; key: string; reason: string }) =>
      `${d.path} has the key ${d.key}, which is not allowed: ${d.reason}`,
    value: (d: { path: string; value: string; reason: string }) =>
      `${d.path} ${d.value} is not the value of a label: ${d.reason}`,
  },
  on: {
    Problem(problem, _object, { report }) {
      const value = 'value' in problem ? String(problem.value) : '';
      if (problem.part === 'key') {
        const key = String(problem.path.at(-1));
        report(
          'key',
          { path: pathText(problem.path.slice(0, -1)), key: quote(key), reason: whyNoLabelKey(key) },
          {
            help: 'Write [prefix/]name: a lower-case DNS name as prefix, and letters, digits, "-", "_" and "." in the name.',
          },
        );
        return;
      }
      const near = nearestLabelValue(value);
      const help =
        near === undefined
          ? 'Write letters, digits, "-", "_" and ".".'
          : `Write ${near}, or keep the text in an annotation.`;
      report('value', { path: pathText(problem.path), value: quote(value), reason: whyNoLabelValue(value) }, { help });
    },
  },
  examples: {
    bad: [
      {
        name: 'a slash in a value, two slashes in a key',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    team: shop/web # expect: invalid-label
    example.com/shop/web: "yes" # expect: invalid-label
spec:
  selector:
    app: web server # expect: invalid-label
  ports:
    - port: 80
`,
      },
    ],
    good: [
      {
        name: 'plain labels',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    team: shop-web
    example.com/shop: "yes"
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
      },
    ],
  },
});
