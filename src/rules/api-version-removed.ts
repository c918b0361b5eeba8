import { apiVersionsOf, removedApi } from '../api/api-versions.ts';
import type { Fix } from '../diagnostics/fix.ts';
import type { LoadedObject } from '../model/cluster.ts';
import { changesInMove } from './advice/api-move.ts';
import { changesToV1 } from './advice/ingress-in-v1.ts';
import { kindNear } from './advice/kind-near.ts';
import { repair } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { oneOf, quote } from './wording/quote.ts';

/** API versions that the cluster does not serve. */
export const rule: Rule = defineRule({
  id: 'api-version-removed',
  title: 'The API version is not served, or does not have this kind',
  group: 'portability',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'Beta versions of an API are removed some releases after the stable one appears. A cluster that no longer serves the version answers "no matches for kind" and takes nothing of the object.',
  help: 'Write the version that is served now, and change the fields that differ.',
  sources: [
    'kubernetes.io/docs/reference/using-api/deprecation-guide',
    'k8s.io/api v0.37.2, prerelease lifecycle tags',
    'kubectl v1.32: resource mapping not found … no matches for kind "Ingress" in version "extensions/v1beta1"',
  ],
  explains: ['api-version'],
  messages: {
    removed: (d: { apiVersion: string; kind: string; minor: number; replacement: string | undefined }) =>
      `apiVersion ${d.apiVersion} of ${d.kind} was removed in Kubernetes 1.${d.minor}${
        d.replacement === undefined ? ', and nothing has replaced it' : `; it is ${d.replacement} now`
      }`,
    other: (d: { apiVersion: string; kind: string; versions: string }) =>
      `apiVersion ${d.apiVersion} has no kind ${d.kind}; it is in ${d.versions}`,
    kind: (d: { apiVersion: string; kind: string; near: string }) =>
      `apiVersion ${d.apiVersion} has no kind ${quote(d.kind)}; did you mean ${d.near}?`,
    list: (d: { kind: string }) => `a ${d.kind} is what the server answers; it cannot be created`,
    none: (d: { apiVersion: string; kind: string }) => `apiVersion ${d.apiVersion} has no kind ${d.kind}`,
  },
  on: {
    Problem(problem, object, { report }) {
      const { apiVersion, kind } = object;
      const removed = removedApi(apiVersion, kind);
      const [served] = apiVersionsOf(kind);
      if (removed) {
        const { since, replacement } = removed;
        const steps = [`Write apiVersion: ${replacement}`, ...changesInMove(kind, object.decoded.value)];
        const help = replacement === undefined ? `Remove this ${kind}.` : `${steps.join('; ')}.`;
        const fix = replacement === undefined ? undefined : moveTo(object, replacement);
        report('removed', { apiVersion, kind, minor: since, replacement }, { help, fix });
      } else if (served !== undefined && problem.path[0] === 'apiVersion') {
        const help = `Write apiVersion: ${served}.`;
        report('other', { apiVersion, kind, versions: oneOf(apiVersionsOf(kind)).replaceAll('"', '') }, { help });
      } else if (kind.endsWith('List')) {
        report('list', { kind }, { help: 'Write kind: List and apiVersion: v1, with the objects below items.' });
      } else {
        const near = kindNear(apiVersion, kind);
        if (near === undefined) report('none', { apiVersion, kind });
        else report('kind', { apiVersion, kind, near }, { help: `Write kind: ${near}.` });
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'an Ingress from before 1.22',
        yaml: `apiVersion: extensions/v1beta1 # expect: api-version-removed
kind: Ingress
metadata:
  name: web
spec:
  backend:
    serviceName: web
    servicePort: 80
`,
      },
      {
        name: 'the version of another kind',
        yaml: `apiVersion: v1 # expect: api-version-removed
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`,
      },
      {
        name: 'a slip in the kind',
        yaml: `apiVersion: v1
kind: service # expect: api-version-removed
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
        name: 'the version that is served',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`,
      },
      {
        name: 'a kind of the same name in another group',
        yaml: `apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: web
spec:
  template: {}
`,
      },
    ],
  },
});

/** The move, where nothing is left to decide. */
function moveTo(object: LoadedObject, apiVersion: string): Fix | undefined {
  const changes = object.kind === 'Ingress' ? changesToV1(object) : [];
  const isWhole = object.kind === 'Ingress' || changesInMove(object.kind, object.decoded.value).length === 0;
  if (!changes || !isWhole) return undefined;
  return repair('safe', `write it as ${apiVersion}`, [
    { kind: 'replace', object, path: ['apiVersion'], value: apiVersion },
    ...changes,
  ]);
}
