import type { LoadedObject } from '../model/cluster.ts';
import { type Context, defineRule, type Rule } from './define-rule.ts';
import { directoryOf } from './sets/file-path.ts';
import { placesOf, type Repetition, repetitionsOf } from './sets/relation.ts';

const messages = {
  twice: (d: { place: string }) => `defined twice, here and ${d.place}; the one that is applied last wins`,
  copy: (d: { place: string; others: string }) => `defined ${d.place} too, exactly the same${d.others}`,
  alternative: (d: { place: string; others: string }) =>
    `defined differently ${d.place} too${d.others}; taken as alternatives, of which one is applied`,
};

/** Objects that are defined more than once. */
export const rule: Rule = defineRule({
  id: 'duplicate-object',
  title: 'An object is defined twice',
  group: 'validity',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'kubectl applies files in order of their names, and the last definition of an object replaces the others: what stands in the first is not what runs. Files and directories that look like variants of each other (dev and prod, ingress.yaml and ingress-tls.yaml) are taken as alternatives and only mentioned.',
  help: 'Remove one of the two, or give them different names or namespaces.',
  sources: ['kubectl v1.37 apply -f <directory>: files in lexical order, the last configuration wins'],
  messages,
  on: {
    Cluster(cluster, context) {
      const mentions = new Map<string, Repetition[]>();
      for (const repetition of repetitionsOf(cluster)) {
        if (repetition.relation === 'kustomize') continue;
        if (repetition.relation === 'conflict') {
          reportConflict(repetition, context);
          continue;
        }
        const places = placesOf(repetition.object, repetition.earlier);
        const list = mentions.get(places);
        if (list) list.push(repetition);
        else mentions.set(places, [repetition]);
      }
      for (const repetitions of mentions.values()) mention(repetitions, context);
    },
  },
  examples: {
    bad: [
      {
        name: 'one Service in two files',
        files: {
          'a.yaml': `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
`,
          'b.yaml': `apiVersion: v1
kind: Service
metadata:
  name: web # expect: duplicate-object
spec:
  ports:
    - port: 8080
`,
        },
      },
      {
        name: 'copied and not renamed',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web # expect: duplicate-object
spec:
  selector:
    app: admin
  ports:
    - port: 80
`,
      },
    ],
    good: [
      {
        name: 'two names',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: admin
spec:
  ports:
    - port: 80
`,
      },
      {
        name: 'a base and an overlay of kustomize',
        files: {
          'base/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - service.yaml
`,
          'base/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
    - port: 80
`,
          'prod/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../base
patches:
  - path: service.yaml
`,
          'prod/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
`,
        },
      },
    ],
  },
});

function reportConflict({ object, earlier }: Repetition, { report }: Context<typeof messages>): void {
  report('twice', { place: placeOf(earlier, object) }, detailsOf(object, earlier));
}

/** One line for each pair of files or directories, however many objects they share. */
function mention(repetitions: readonly Repetition[], { report }: Context<typeof messages>): void {
  // One that differs says more than a copy.
  const first = repetitions.find(({ relation }) => relation === 'alternative') ?? repetitions[0];
  if (!first) return;
  const { object, earlier, relation } = first;
  const more = repetitions.length - 1;
  const others = more === 0 ? '' : `, and so ${more === 1 ? 'is 1 other object' : `are ${more} other objects`}`;
  const place = placeOf(earlier, object);
  report(
    relation === 'copy' ? 'copy' : 'alternative',
    { place, others },
    {
      ...detailsOf(object, earlier),
      severity: 'info',
      help: 'Nothing is to be done if only one of them is applied; otherwise remove one.',
    },
  );
}

function detailsOf(object: LoadedObject, earlier: LoadedObject): Parameters<Context<typeof messages>['report']>[2] {
  const where = (of: LoadedObject) => ({ object: of, path: ['metadata', 'name'], part: 'value' as const });
  return {
    where: where(object),
    object,
    field: 'metadata.name',
    related: [{ message: 'first defined here', where: where(earlier) }],
  };
}

function placeOf(earlier: LoadedObject, object: LoadedObject): string {
  const file = earlier.document.source.path;
  if (file === object.document.source.path) return 'above in this file';
  return directoryOf(file) === directoryOf(object.document.source.path)
    ? `in ${file.slice(file.lastIndexOf('/') + 1)}`
    : `in ${file}`;
}
