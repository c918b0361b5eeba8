import { newerFields } from '../api/field-history.ts';
import { judge } from '../api/judge.ts';
import type { ApiServer } from '../api/judgement.ts';
import type { LoadedObject } from '../model/cluster.ts';
import { knownMinors } from '../model/options.ts';
import { type ApiProblem, defineRule, type Rule } from './define-rule.ts';
import { isWithin } from './facts/doubt.ts';
import { templateFacts } from './facts/pod-template.ts';
import { valueAt } from './facts/value-at.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** What another version of Kubernetes would take. */
export const rule: Rule = defineRule({
  id: 'field-not-in-target-version',
  title: 'Something is newer than the target version',
  group: 'portability',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'An API server refuses values and names that came after it, and leaves out fields whose feature is not switched on, without a word. Later ones refuse what they once took, such as addresses with leading zeros. It is only said for --kubernetes-version other than the newest.',
  help: 'Write what the target version has, or target a newer one.',
  sources: ['kubernetes v1.37.2 pkg/features/kube_features.go', 'k8s.io/api v0.28.0 to v0.37.2'],
  messages: {
    newer: (d: { what: string; since: number; target: number }) =>
      `${d.what} needs Kubernetes 1.${d.since}; the target 1.${d.target} refuses it`,
    dropped: (d: { field: string; since: number; target: number }) =>
      `${d.field} needs Kubernetes 1.${d.since}; the target 1.${d.target} leaves it out`,
    refused: (d: { what: string; since: number; target: number }) =>
      `${d.what} is taken by the target 1.${d.target}, and refused since Kubernetes 1.${d.since}`,
  },
  takesOver: (problem, object, server) => server.minor < newest && sinceWhen(problem, object, server) !== undefined,
  on: {
    Problem(problem, object, { cluster, report }) {
      const { server } = cluster;
      const since = sinceWhen(problem, object, server) ?? newest;
      const help = `Remove it, or target Kubernetes 1.${since} or later.`;
      report('newer', { what: whatOf(problem, object), since, target: server.minor }, { severity: 'error', help });
    },
    Object(object, { cluster, report }) {
      const { server } = cluster;
      if (server.minor >= newest) return;
      const target = server.minor;
      for (const { path, on } of newerFields(server, object.kind, object.decoded.value)) {
        const help = `Remove it, or target Kubernetes 1.${on} or later.`;
        const field = pathText(path);
        report('dropped', { field, since: on, target }, { where: { object, path, part: 'key' }, object, field, help });
      }
      if (target < restartable)
        checkSidecars(object, (path) => {
          const field = pathText(path);
          const help = `Make it one of containers, or target Kubernetes 1.${restartable} or later.`;
          const data = { field: `${field}: Always`, since: restartable, target };
          report('dropped', data, { where: { object, path, part: 'value' }, object, field, help });
        });
      if (object.judgement().warnings.length === 0) return;
      for (const problem of judge(object, object.decoded, { ...server, minor: newest }).problems) {
        const { path, part } = problem;
        if (object.judgement().problems.some((own) => isWithin(own.path, path) || isWithin(path, own.path))) continue;
        const since = minorsAfter(target).find((minor) =>
          judgedBy(object, server, minor).some((each) => isSame(each, problem)),
        );
        const help = 'Write it as newer versions take it; the target takes that as well.';
        const data = { what: whatOf(problem, object), since: since ?? newest, target };
        report('refused', data, { where: { object, path, part }, object, field: pathText(path), help });
      }
    },
  },
  examples: {
    bad: [
      {
        name: 'a value of 1.34 for 1.32',
        kubernetesVersion: '1.32',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  trafficDistribution: PreferSameNode # expect: field-not-in-target-version
  ports:
    - name: http
      port: 80
`,
      },
      {
        name: 'a name of 1.36 for 1.35',
        kubernetesVersion: '1.35',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: 2048-game # expect: field-not-in-target-version
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
`,
      },
      {
        name: 'a field that 1.30 leaves out',
        kubernetesVersion: '1.30',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  trafficDistribution: PreferClose # expect: field-not-in-target-version
  ports:
    - name: http
      port: 80
`,
      },
      {
        name: 'an address that 1.36 refuses',
        kubernetesVersion: '1.34',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  externalIPs: # expect: external-ips-used
    - 203.0.113.007 # expect: field-not-in-target-version
  ports:
    - name: http
      port: 80
`,
      },
    ],
    good: [
      {
        name: 'a value that the version has',
        kubernetesVersion: '1.32',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  trafficDistribution: PreferClose
  ports:
    - name: http
      port: 80
`,
      },
      {
        name: 'the newest version',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: 2048-game
spec:
  selector:
    app: web
  trafficDistribution: PreferSameNode
  ports:
    - name: http
      port: 80
`,
      },
    ],
  },
});

const newest = knownMinors[1];

/** Init containers that keep running (SidecarContainers, on since 1.29). */
const restartable = 29;

/** The version that takes what the target refuses; undefined where none does. */
function sinceWhen(problem: ApiProblem, object: LoadedObject, server: ApiServer): number | undefined {
  const isTaken = (minor: number): boolean =>
    !judgedBy(object, server, minor).some(({ path }) => isWithin(path, problem.path) || isWithin(problem.path, path));
  // Mostly it is simply wrong.
  if (!isTaken(newest)) return undefined;
  return minorsAfter(server.minor).find(isTaken);
}

function judgedBy(object: LoadedObject, server: ApiServer, minor: number): readonly ApiProblem[] {
  return judge(object, object.decoded, { ...server, minor }).problems;
}

function minorsAfter(minor: number): number[] {
  return Array.from({ length: newest - minor }, (_, index) => minor + 1 + index);
}

function isSame(a: ApiProblem, b: ApiProblem): boolean {
  return a.check === b.check && pathText(a.path) === pathText(b.path);
}

/** `spec.trafficDistribution "PreferSameNode"`; of a field that is unknown only its name. */
function whatOf(problem: ApiProblem, object: LoadedObject): string {
  const value = 'value' in problem ? problem.value : valueAt(object.decoded.value, problem.path);
  const field = pathText(problem.path);
  return value === undefined || problem.check === 'unknown-field' ? field : `${field} ${quote(value)}`;
}

function checkSidecars(object: LoadedObject, say: (path: readonly (string | number)[]) => void): void {
  const template = templateFacts(object);
  for (const [index, { restartPolicy }] of (template?.spec.initContainers ?? []).entries()) {
    if (restartPolicy === 'Always') say([...(template?.path ?? []), 'spec', 'initContainers', index, 'restartPolicy']);
  }
}
