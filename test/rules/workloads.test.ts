import { describe, expect, test } from '@jest/globals';
import { lint } from '../../src/index.ts';

/** What lint says about one manifest, errors only. */
function errors(text: string, ...others: { path: string; text: string }[]): string[] {
  const { findings } = lint([{ path: 'web/web.yaml', text }, ...others]);
  return findings
    .filter(({ severity }) => severity === 'error')
    .map(({ at, rule, message, help }) => `${at.line} ${rule}: ${message}. ${help}`);
}

const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n';
const selector = '  selector:\n    matchLabels:\n      app: web\n';
const container = '    spec:\n      containers:\n        - name: web\n          image: nginx\n';
const template = `  template:\n    metadata:\n      labels:\n        app: web\n${container}`;

describe('workloads', () => {
  test('a template that its own selector does not select', () => {
    const text = `${head}${selector}${template.replace('        app: web', '        app: api')}`;
    expect(errors(text)).toEqual([
      '12 workload-selector-mismatch: Deployment web: spec.selector {app: web} does not match the labels {app: api} of ' +
        'its own pod template. Write {app: web} into spec.template.metadata.labels.',
    ]);
  });

  test('a probe without a handler, and a port name that is there twice', () => {
    const ports =
      '          ports:\n            - {name: http, containerPort: 80}\n            - {name: http, containerPort: 81}\n';
    expect(errors(`${head}${selector}${template}          readinessProbe: {periodSeconds: 5}\n${ports}`)).toEqual([
      '17 invalid-field-value: Deployment web: spec.template.spec.containers[0].readinessProbe is not complete: it must ' +
        'specify a handler type. Add one of httpGet, tcpSocket, grpc and exec.',
      '20 invalid-field-value: Deployment web: spec.template.spec.containers[0].ports[1].name "http" is there already. ' +
        'Give spec.template.spec.containers[0].ports[1].name a value of its own.',
    ]);
  });

  test('a missing selector, but not where a kustomization adds labels', () => {
    expect(errors(`${head}${template}`)).toEqual([
      '5 missing-required-field: Deployment web: spec.selector is missing: without it the controller does not know its ' +
        'pods. Add spec.selector.matchLabels with labels of the pod template.',
    ]);
    const kustomization = 'commonLabels:\n  app: web\nresources:\n  - web.yaml\n';
    expect(errors(`${head}${template}`, { path: 'web/kustomization.yaml', text: kustomization })).toEqual([]);
  });

  test('a part that is merged into another file is no whole object', () => {
    const part = '  template:\n    spec:\n      containers:\n        - name: web\n          args: [--debug]\n';
    expect(errors(`${head}${part}`)).toEqual([]);
  });

  test('labels that the server gave a Job are no mistake in what was read back', () => {
    const job = 'apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: web\n';
    const spec = `spec:\n  template:\n    metadata:\n      labels:\n        controller-uid: "1"\n    spec:\n      restartPolicy: Never\n      containers:\n        - {name: a, image: a}\n`;
    expect(errors(`${job}  uid: "1"\n${spec}`)).toEqual([]);
    expect(errors(`${job}${spec}`)).toHaveLength(1);
  });
});
