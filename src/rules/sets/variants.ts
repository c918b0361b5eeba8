import { directoryOf, fileNameOf } from './file-path.ts';

/**
 * Whether two files of a directory look like variants of which one is applied: `ingress.yaml` and `ingress-tls.yaml`,
 * `step-1.yaml` and `step-2.yaml`, `pod-failed.yaml` and `pod-running.yaml`. `web-service.yaml` and
 * `web-deployment.yaml` are parts of one thing, `web-service.yaml` and `api-service.yaml` of two.
 */
export function areVariantFiles(a: string, b: string): boolean {
  const left = wordsOf(a);
  const right = wordsOf(b);
  const leftRest = left.filter(isDistinctive);
  const rightRest = right.filter(isDistinctive);
  const leftKinds = left.filter(isKind).join('-');
  const rightKinds = right.filter(isKind).join('-');
  if (leftRest.join('-') === rightRest.join('-'))
    return leftKinds === rightKinds || leftKinds === '' || rightKinds === '';
  return (
    left[0] === right[0] ||
    leftRest.some((word) => rightRest.includes(word)) ||
    isPart(left, right) ||
    isPart(right, left)
  );
}

/** Whether two directories look like variants: `dev` and `prod`, or a file of the same name in both. */
export function areVariantDirectories(a: string, b: string): boolean {
  if (fileNameOf(a) === fileNameOf(b)) return true;
  const left = directoryOf(a).split('/');
  const right = directoryOf(b).split('/');
  const at = left.findIndex((step, index) => step !== right[index]);
  return environment.test(left[at] ?? '') && environment.test(right[at] ?? '');
}

/** The part of a file's name before its extension, by words. */
function wordsOf(path: string): string[] {
  return fileNameOf(path)
    .replace(/\.\w+$/, '')
    .replace(/(\d+)/g, '-$1')
    .toLowerCase()
    .split(/[-_. ]+/)
    .filter((word) => word !== '');
}

function isPart(some: readonly string[], all: readonly string[]): boolean {
  return some.every((word) => all.includes(word));
}

function isDistinctive(word: string): boolean {
  return !isKind(word) && !/^\d+$/.test(word);
}

/** Whether a word in the name of a file or directory stands for a kind: `services`, `ing`. */
export function isKind(word: string): boolean {
  return kinds.has(word.replace(/s$/, '')) || kinds.has(word);
}

/** Words for kinds in names of files. */
const kinds: ReadonlySet<string> = new Set(
  (
    'service svc deployment deploy statefulset sts daemonset ds replicaset pod job cronjob ingress ing ingressclass ' +
    'endpoint endpointslice configmap cm config secret namespace ns networkpolicy netpol serviceaccount sa role rbac pvc hpa pdb'
  ).split(' '),
);

const environment =
  /(^|[-_.])(dev|devel|development|test|testing|tst|qa|uat|int|integration|stage|staging|stg|pre-?prod|preview|sandbox|demo|local|prd|prod|production|live|canary|blue|green|perf|ci)([-_.]?\d*)($|[-_.])/i;
