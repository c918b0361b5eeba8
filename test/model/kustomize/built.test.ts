import { describe, expect, test } from '@jest/globals';
import { load } from '../../../src/index.ts';
import { kustomizationsToBuild } from '../../../src/model/kustomize/build.ts';
import { built } from '../../../src/model/kustomize/built.ts';
import { modelOf } from '../../../src/model/model.ts';
import { spanOf } from '../../../src/objects/where.ts';

type Files = { readonly [path: string]: string };

const clusterOf = (files: Files): ReturnType<typeof load> =>
  load(Object.entries(files).map(([path, text]) => ({ path, text })));

const web = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, labels: {app: db}}
spec: {serviceName: web, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: db}]}}}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  ingressClassName: edge
  tls: [{secretName: cert}, {secretName: other}]
  rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: edge}
---
apiVersion: v1
kind: Secret
metadata: {name: cert}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop}
`;

const value = (files: Files, kind: string): unknown =>
  built(clusterOf(files)).objects.find((object) => object.kind === kind)?.decoded.value;

const names = (files: Files): string[] =>
  built(clusterOf(files)).objects.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);

describe('a kustomization', () => {
  test('is nothing to a cluster without one', () => {
    const cluster = clusterOf({ 'web.yaml': web });
    expect(built(cluster)).toBe(cluster);
    const plain = clusterOf({ 'web.yaml': web, 'kustomization.yaml': 'resources: [web.yaml]\n' });
    expect(built(plain)).toBe(plain);
  });

  test('sets the namespace of what has one', () => {
    expect(names({ 'web.yaml': web, 'kustomization.yaml': 'namespace: shop\nresources: [web.yaml]\n' })).toEqual([
      'Service shop/web',
      'StatefulSet shop/db',
      'Ingress shop/web',
      'IngressClass /edge',
      'Secret shop/cert',
      'Namespace /shop',
      ' /',
    ]);
  });

  test('renames objects and what refers to them', () => {
    const files = {
      'web.yaml': web,
      'kustomization.yaml': 'namePrefix: a-\nnameSuffix: -z\nresources: [./web.yaml]\n',
    };
    expect(names(files).slice(0, 6)).toEqual([
      'Service /a-web-z',
      'StatefulSet /a-db-z',
      'Ingress /a-web-z',
      'IngressClass /a-edge-z',
      'Secret /a-cert-z',
      'Namespace /shop',
    ]);
    expect(value(files, 'StatefulSet')).toMatchObject({
      metadata: { name: 'a-db-z' },
      spec: { serviceName: 'a-web-z' },
    });
    expect(value(files, 'Ingress')).toMatchObject({
      spec: {
        ingressClassName: 'a-edge-z',
        tls: [{ secretName: 'a-cert-z' }, { secretName: 'other' }],
        rules: [{ http: { paths: [{ backend: { service: { name: 'a-web-z', port: { number: 80 } } } }] } }],
      },
    });
  });

  test('adds labels to selectors and templates, or to templates, or to neither', () => {
    const labels = (text: string): unknown[] => {
      const files = { 'web.yaml': web, 'kustomization.yaml': `${text}\nresources: [web.yaml]\n` };
      const service = value(files, 'Service') as { metadata: { labels?: unknown }; spec: { selector: unknown } };
      const set = value(files, 'StatefulSet') as {
        spec: { selector?: unknown; template: { metadata: { labels: unknown } } };
      };
      return [service.metadata.labels, service.spec.selector, set.spec.selector, set.spec.template.metadata.labels];
    };
    const env = { env: 'prod' };
    expect(labels('commonLabels: {env: prod}')).toEqual([
      env,
      { app: 'web', ...env },
      { matchLabels: env },
      { app: 'db', ...env },
    ]);
    expect(labels('labels: [{pairs: {env: prod}, includeTemplates: true}]')).toEqual([
      env,
      { app: 'web' },
      undefined,
      { app: 'db', ...env },
    ]);
    expect(labels('labels: [{pairs: {env: prod}}]')).toEqual([env, { app: 'web' }, undefined, { app: 'db' }]);
  });

  test('of an overlay comes after that of its base', () => {
    const files = {
      'base/web.yaml': web,
      'base/kustomization.yaml': 'namespace: base\nnamePrefix: b-\nresources: [web.yaml]\n',
      'prod/kustomization.yaml': 'namespace: prod\nnamePrefix: p-\nresources: [../base/]\n',
    };
    expect(names(files)[0]).toBe('Service prod/p-b-web');
  });

  test('is left out where several overlays share a base, or two list each other', () => {
    const shared = {
      'base/web.yaml': web,
      'base/kustomization.yaml': 'resources: [web.yaml]\n',
      'dev/kustomization.yaml': 'namespace: dev\nresources: [../base]\n',
      'prod/kustomization.yaml': 'namespace: prod\nresources: [../base]\n',
    };
    expect(names(shared)[0]).toBe('Service /web');
    const base = { ...shared, 'base/kustomization.yaml': 'namePrefix: b-\nresources: [web.yaml]\n' };
    expect(names(base)[0]).toBe('Service /b-web');
    const circle = {
      'web.yaml': web,
      'a/kustomization.yaml': 'namespace: a\nresources: [../b, ../web.yaml]\n',
      'b/kustomization.yaml': 'namespace: b\nresources: [../a]\n',
    };
    expect(names(circle)[0]).toBe('Service /web');
  });

  test('moves nothing in the file', () => {
    const files = { 'web.yaml': web, 'kustomization.yaml': 'namePrefix: a-\nresources: [web.yaml]\n' };
    const [service] = built(clusterOf(files)).objects;
    if (!service) throw new Error('no Service');
    const { source, start, end } = spanOf(service, ['metadata', 'name'], 'value');
    expect(source.text.slice(start, end)).toBe('web');
    expect(spanOf(service, ['metadata', 'labels', 'env']).source).toBe(source);
  });

  test('is what the model is made of', () => {
    const files = { 'web.yaml': web, 'kustomization.yaml': 'namespace: shop\nresources: [web.yaml]\n' };
    expect(modelOf(clusterOf(files)).services.get('shop', 'web')?.name).toBe('web');
  });

  test('is judged as it is built', () => {
    const deployment =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, image: web}]}}}\n';
    const files = { 'web.yaml': deployment, 'kustomization.yaml': 'commonLabels: {app: web}\nresources: [web.yaml]\n' };
    const cluster = clusterOf(files);
    expect(cluster.objects[0]?.judgement().verdict).toBe('rejected');
    expect(built(cluster).objects[0]?.judgement().problems).toEqual([]);
  });
});

test('what only a build shows is named by its outermost kustomization', () => {
  const files = {
    'base/kustomization.yaml': 'resources: [web.yaml]\npatches: [{path: patch.yaml}]\n',
    'prod/kustomization.yaml': 'resources: [../base]\n',
    'plain/kustomization.yaml': 'resources: [web.yaml]\n',
    'remote/kustomization.yaml': 'resources: ["https://example.com/web.yaml"]\n',
  };
  expect(kustomizationsToBuild(clusterOf(files))).toEqual(['prod', 'remote']);
});
