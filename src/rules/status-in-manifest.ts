import type { Fix } from '../diagnostics/fix.ts';
import type { LoadedObject } from '../model/cluster.ts';
import type { Json } from '../objects/kube-object.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { removingEntry, repair } from './advice/repair.ts';
import { type Details, defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { isLive } from './facts/live.ts';
import { valueAt } from './facts/value-at.ts';
import { rememberDocument } from './sets/remember.ts';
import { listOf } from './wording/list.ts';
import { pathText } from './wording/path-text.ts';

/** What the server keeps, in a manifest. */
export const rule: Rule = defineRule({
  id: 'status-in-manifest',
  title: 'A manifest holds fields that the server keeps',
  group: 'portability',
  severity: 'info',
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'status, resourceVersion, generation and the like are written by the API server and the controllers. In a manifest they are ignored at best, a resourceVersion makes an apply fail, and they bring noise to reviews. Lists, which kubectl get prints, and objects with a uid are taken for what a cluster has.',
  help: 'Remove them.',
  sources: ['k8s.io/apimachinery v0.37.2 pkg/apis/meta/v1/types.go (ObjectMeta)'],
  messages: {
    kept: (d: { fields: string; many: boolean }) =>
      `${d.fields} ${d.many ? 'are' : 'is'} kept by the server, not by manifests`,
    custom: () => 'status is for the controller of the kind to write, not for manifests',
  },
  on: {
    Object(object, { report }) {
      // The values of kinds without schema are made when somebody asks for them: their text is quicker.
      if (!object.decoded.known && !mayHold(object.document)) return;
      const { status, metadata } = object.decoded.value;
      const written = keptIn(metadata);
      if (status !== undefined && status !== null) written.push(['status']);
      if (written.length === 0 || object.path.length > 0 || ofRunning.has(object.kind)) return;
      // What the server refuses is another rule's.
      const found = written.filter((each) => !isInDoubt(object, each));
      const [path] = found;
      // What has a uid was read back from a cluster, and is taken for what that one has.
      if (!path || isLive(object)) return;
      const details: Details = {
        where: { object, path, part: 'key' },
        object,
        field: pathText(path),
        help: found.length > 1 ? 'Remove them.' : `Remove ${pathText(path)}.`,
        fix: without(object, path, found.slice(1)),
        related: found.slice(1).map((each) => ({ message: 'and this', where: { object, path: each, part: 'key' } })),
      };
      // A custom resource may be defined without the subresource for which the server passes over status.
      if (!object.decoded.known && found.length === 1 && path[0] === 'status') report('custom', {}, details);
      else report('kept', { fields: listOf(found.map(pathText)), many: found.length > 1 }, details);
    },
  },
  examples: {
    bad: [
      {
        name: 'a copy of what kubectl get prints',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
  creationTimestamp: "2026-03-01T09:30:00Z" # expect: status-in-manifest
  generation: 3
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
status:
  loadBalancer: {}
`,
      },
      {
        name: 'a custom resource',
        yaml: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  project: default
status: # expect: status-in-manifest
  health:
    status: Healthy
`,
      },
    ],
    good: [
      {
        name: 'without',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
`,
      },
      {
        name: 'a List as kubectl get prints it',
        yaml: `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata:
      name: web
      resourceVersion: "814031"
      uid: 2f6d7c3e-6d0c-4c0e-9a83-0d4a7b6b1c55
    spec:
      selector:
        app: web
      ports:
        - name: http
          port: 80
    status:
      loadBalancer: {}
`,
      },
    ],
  },
});

/** Nobody writes these with a status but to show what runs. */
const ofRunning: ReadonlySet<string> = new Set([
  'Pod',
  'Node',
  'Endpoints',
  'EndpointSlice',
  'CustomResourceDefinition',
]);

/** An address in the status is where a load balancer is reached, and that of a custom resource may be stored as it is written. */
function without(object: LoadedObject, path: FieldPath, others: readonly FieldPath[]): Fix {
  const { value, known } = object.decoded;
  const hasStatus = [path, ...others].some(([first]) => first === 'status');
  const isRead = (!known && hasStatus) || Array.isArray(valueAt(value, ['status', 'loadBalancer', 'ingress']));
  const title = `remove ${listOf([path, ...others].map(pathText))}`;
  return repair(isRead ? 'unsafe' : 'safe', title, [
    removingEntry(object, path),
    ...others.map((each) => removingEntry(object, each)),
  ]);
}

function keptIn(metadata: Json | undefined): FieldPath[] {
  const found: FieldPath[] = [];
  if (typeof metadata !== 'object' || metadata === null) return found;
  const { annotations } = metadata as { readonly annotations?: { readonly [key: string]: Json } };
  for (const key of kept) {
    const value = (metadata as { readonly [key: string]: Json | undefined })[key];
    if (value !== undefined && value !== null) found.push(['metadata', key]);
  }
  if (annotations?.[lastApplied] !== undefined) found.push(['metadata', 'annotations', lastApplied]);
  return found;
}

const mayHold = rememberDocument((text) => words.test(text));

const words = /status|creationTimestamp|generation|managedFields|resourceVersion|selfLink|last-applied-configuration/;

const kept = ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink'];
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
