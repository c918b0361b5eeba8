import { describe, expect, test } from '@jest/globals';
import { lint } from '../../src/index.ts';

function found(text: string, path = 'manifest.yaml', ...others: { path: string; text: string }[]): string[] {
  return lint([{ path, text }, ...others]).findings.map(
    ({ severity, rule, message }) => `${severity} ${rule}: ${message}`,
  );
}

describe('YAML for other programs is left alone', () => {
  test.each([
    ['values of a chart', 'metadata: {}\nservice: {type: ClusterIP, port: "80"}\nkind: web\n'],
    ['Chart.yaml', 'apiVersion: v2\nname: web\nversion: 1.0.0\n'],
    ['a kustomization without kind', 'resources: [a.yaml]\nnamespace: shop\n'],
    ['docker-compose', 'services:\n  web: {image: nginx, ports: ["80:80"]}\n'],
    ['a workflow', 'name: ci\non: [push]\njobs: {}\n'],
    ['a pipeline with kind', 'kind: pipeline\ntype: docker\nname: default\n'],
    ['a playbook', '- hosts: all\n  tasks: []\n'],
    ['nothing but comments', '# nothing\n---\n---\n'],
    ['a custom resource', 'apiVersion: example.com/v1\nkind: Service\nmetadata: {name: A_b}\nspec: {ports: 80}\n'],
  ])('%s', (_title, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('what cannot be known is no error', () => {
  test('a placeholder is only mentioned, and counted', () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata: {name: "$(NAME)"}\nspec: {ports: [{port: 80, targetPort: "{{ .port }}"}]}\n';
    expect(found(text)).toEqual([
      'info invalid-object-name: Service $(NAME): metadata.name "$(NAME)" is still to be filled in, so it is unchecked',
      'info port-name-invalid: Service $(NAME): spec.ports[0].targetPort "{{ .port }}" is still to be filled in, so it is unchecked',
    ]);
    expect(lint([{ path: 'a.yaml', text }]).summary.unchecked).toBeGreaterThan(0);
  });

  test('an address outside the usual Service range is a warning, and nothing in an object of a cluster', () => {
    const service = (meta: string): string =>
      `apiVersion: v1\nkind: Service\nmetadata: {name: web${meta}}\nspec: {clusterIP: 172.20.0.10, ports: [{port: 80}]}\n`;
    expect(found(service(''))).toEqual([
      'warning ip-or-cidr-invalid: Service web: spec.clusterIP "172.20.0.10" is outside the Service addresses 10.96.0.0/16 and fd00:10:96::/112, which most clusters have',
    ]);
    expect(found(service(', uid: 3f1, resourceVersion: "12"'))).toEqual([]);
  });

  test('a patch for kustomize need not be whole, but must be right', () => {
    const kustomization = { path: 'prod/kustomization.yaml', text: 'patches:\n  - path: ./patch.yaml\n' };
    const patch = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {typ: NodePort}\n';
    expect(found(patch, 'prod/patch.yaml', kustomization)).toEqual([
      'error unknown-field: Service web: spec.typ is an unknown field; did you mean type?',
    ]);
    const part = patch.replace('typ: NodePort', 'type: NodePort');
    expect(found(part, 'prod/patch.yaml', kustomization)).toEqual([]);
    expect(found(part, 'prod/other.yaml', kustomization)).toHaveLength(1);
  });
});

describe('one cause gives one finding', () => {
  const service = (spec: string): string => `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: ${spec}\n`;

  test.each([
    [
      'a host with several faults',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec: {rules: [{host: "https://A_b:80/"}]}\n',
    ],
    [
      'a field under another name',
      service('{extrnalTrafficPolicy: Local, type: LoadBalancer, healthCheckNodePort: 30001, ports: [{port: 80}]}'),
    ],
    ['an address that is none, in a Service without ports', service('{clusterIP: none}')],
    [
      'the default backend of v1beta1',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\nspec: {backend: {serviceName: web, servicePort: 80}}\n',
    ],
    ['a port list in the wrong place', 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nports: [{port: 80}]\n'],
    [
      'an object of a removed version',
      'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}\nspec: {backend: {serviceName: web, servicePort: 80}}\n',
    ],
    ['neither apiVersion nor kind', 'metadata: {name: web}\nspec: {ports: [{port: 80}]}\n'],
  ])('%s', (_title, text) => {
    expect(found(text)).toHaveLength(1);
  });
});
