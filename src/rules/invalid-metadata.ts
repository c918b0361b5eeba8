import { adviceForMetadata } from './advice/metadata.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isLive } from './facts/live.ts';
import { whyNoLabelKey } from './wording/label.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';
import { reasonOf } from './wording/reason.ts';
import { refusalOf } from './wording/refusal.ts';

/** The rest of metadata: annotations, finalizers, owners. */
export const rule: Rule = defineRule({
  id: 'invalid-metadata',
  title: 'A field of metadata is not allowed',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'The API server checks the metadata of every object in the same way and refuses it.',
  help: 'Change the field, or remove it: most fields of metadata besides name, namespace, labels and annotations are for the cluster to fill in.',
  sources: ['apimachinery v0.37.2 pkg/api/validation/objectmeta.go', 'recorded answers of kube-apiserver v1.37.2'],
  explains: ['metadata'],
  messages: {
    key: (d: { path: string; key: string; reason: string }) =>
      `${d.path} has the key ${d.key}, which is not allowed: ${d.reason}`,
    size: (d: { path: string; reason: string }) => `${d.path} is too long: ${d.reason}`,
    version: () => 'metadata.resourceVersion cannot be set in an object that is to be created',
    value: (d: { path: string; value: string; reason: string }) => `${d.path} ${d.value} is not allowed: ${d.reason}`,
  },
  on: {
    Problem(problem, object, { report }) {
      // What the server writes itself is there in every object that was read back from a cluster.
      if (problem.path[1] === 'resourceVersion' && isLive(object)) return;
      const value = 'value' in problem ? problem.value : undefined;
      const reason = reasonOf('detail' in problem ? problem.detail : problem.message);
      if (problem.part === 'key' && problem.path.length > 2) {
        const key = String(problem.path.at(-1));
        const help = 'Write [prefix/]name: a DNS name as prefix, and letters, digits, "-", "_" and "." in the name.';
        report(
          'key',
          { path: pathText(problem.path.slice(0, -1)), key: quote(key), reason: whyNoLabelKey(key) },
          { help },
        );
      } else if ('type' in problem && problem.type === 'FieldValueTooLong') {
        const help = 'Keep large data in a ConfigMap; 256 KiB is the limit of all annotations of an object together.';
        report('size', { path: pathText(problem.path), reason }, { help });
      } else if (problem.path[1] === 'resourceVersion') {
        report('version', {}, { help: 'Remove metadata.resourceVersion: the server gives it.' });
      } else {
        const refusal = refusalOf(value, 'detail' in problem ? problem.detail : problem.message);
        const help = adviceForMetadata(problem.path);
        report('value', { path: pathText(problem.path), value: quote(value), reason: refusal.reason }, { help });
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a key of an annotation with two slashes',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    example.com/shop/web: "1" # expect: invalid-metadata
spec:
  ports:
    - port: 80
`,
      },
      {
        name: 'a finalizer without a domain',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
  finalizers:
    - cleanup # expect: invalid-metadata
spec:
  ports:
    - port: 80
`,
      },
    ],
    good: [
      {
        name: 'names with a domain in front',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    example.com/shop-web: "1"
  finalizers:
    - example.com/cleanup
spec:
  ports:
    - port: 80
`,
      },
    ],
  },
});
