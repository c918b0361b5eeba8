import { describe, expect, test } from '@jest/globals';
import { load, trace } from '../../src/index.ts';

const manifests = `apiVersion: v1
kind: Service
metadata:
  name: metrics
spec:
  selector:
    prometheus: frontend
  ports:
    - port: 9090
---
apiVersion: v1
kind: Pod
metadata:
  name: other
  labels:
    app: other
spec:
  containers:
    - name: other
      image: example/other:1
`;
const resource = (name: string): string => `---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata:
  name: ${name}
`;

function outcomeOf(text: string, complete: boolean): string {
  return trace(load([{ path: 'all.yaml', text }], { complete }), {
    url: 'http://metrics.default.svc:9090/',
    from: 'default',
  }).outcome.kind;
}

describe('pods that no file makes', () => {
  test('are not there where others are', () => expect(outcomeOf(manifests, false)).toBe('refused'));
  test('may be made of a custom resource of the name that the selector has', () => {
    expect(outcomeOf(manifests + resource('frontend'), false)).toBe('unknown');
  });
  test('may not be made of a custom resource of another name', () => {
    expect(outcomeOf(`${manifests}${resource('backend')}`.replace('prometheus: frontend', 'app: web'), false)).toBe(
      'refused',
    );
  });
  test('are not there when the files are all there is', () => {
    expect(outcomeOf(manifests + resource('frontend'), true)).toBe('refused');
  });
});

describe('what is still to be filled in', () => {
  const labels = (value: string): string =>
    manifests.replace('app: other\n', `app: ${value}\n`).replace('prometheus: frontend', 'app: web');

  test('in the selector, may be what the pods have', () => {
    for (const value of ['$(APP)', '{{ app }}', '__APP__']) {
      expect(outcomeOf(manifests.replace('frontend', `"${value}"`), true)).toBe('unknown');
    }
  });
  test('in the labels of pods, may be what the selector has', () => {
    expect(outcomeOf(labels('"$(APP)"'), true)).toBe('unknown');
    expect(outcomeOf(labels('other'), true)).toBe('refused');
  });
  test('does not matter where another label differs', () => {
    expect(outcomeOf(labels('"$(APP)"').replace('app: web', 'app: web\n    tier: front'), true)).toBe('refused');
  });
});
