import { expect, test } from '@jest/globals';
import { load } from '../../src/model/load.ts';
import { modelOf } from '../../src/model/model.ts';
import { controllersFor } from '../../src/traffic/serving.ts';

function assignment(text: string, complete = false): { serving: string[]; unserved: string[] } {
  const { serving, unserved } = controllersFor(modelOf(load([{ path: 'set.yaml', text }], { complete })));
  return {
    serving: serving.map(({ controller, because, taken }) => {
      return `${controller.id} (${because.text}): ${taken.map(({ ingress }) => ingress.name).join(', ')}`;
    }),
    unserved: unserved.map(({ because }) => because.text),
  };
}

const ingress = (name: string, spec: string, annotations = '{}'): string => `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, annotations: ${annotations} }
spec: { ${spec} }
`;

const ingressClass = (name: string, more = ''): string => `---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name}${more} }
spec: { controller: k8s.io/ingress-nginx }
`;

const isDefault = ", annotations: { ingressclass.kubernetes.io/is-default-class: 'true' }";

test('the class that an IngressClass of the set describes', () => {
  const text = ingressClass('edge') + ingress('a', 'ingressClassName: edge') + ingress('b', 'ingressClassName: nginx');
  expect(assignment(text)).toEqual({
    serving: ['ingress-nginx (IngressClass edge belongs to ingress-nginx): a'],
    unserved: ['Ingress default/b names the class nginx, and there is no such IngressClass'],
  });
});

test('the default class, which the annotation suppresses', () => {
  const text =
    ingressClass('edge', isDefault) + ingress('a', '') + ingress('b', '', "{ kubernetes.io/ingress.class: 'other' }");
  expect(assignment(text)).toEqual({
    serving: ['ingress-nginx (IngressClass edge belongs to ingress-nginx): a'],
    unserved: ["Ingress default/b has the class annotation 'other', which no controller of the set takes"],
  });
});

test('the usual class name, where the set has no IngressClass', () => {
  expect(assignment(ingress('a', 'ingressClassName: nginx'))).toEqual({
    serving: ["ingress-nginx ('nginx' is the usual class of ingress-nginx): a"],
    unserved: [],
  });
  expect(assignment(ingress('a', 'ingressClassName: nginx'), true).serving).toEqual([]);
});

test('the class annotation, and own annotations', () => {
  expect(assignment(ingress('a', '', "{ kubernetes.io/ingress.class: 'nginx' }"), true).serving).toEqual([
    "ingress-nginx ('nginx' is the usual class of ingress-nginx): a",
  ]);
  expect(assignment(ingress('a', '', "{ nginx.ingress.kubernetes.io/rewrite-target: '/' }")).serving).toEqual([
    'ingress-nginx (nginx.ingress.kubernetes.io/rewrite-target is an annotation of ingress-nginx): a',
  ]);
});

test('nothing that shows a controller', () => {
  expect(assignment(ingress('a', ''))).toEqual({
    serving: [],
    unserved: ['Ingress default/a names no class, and no IngressClass is the default'],
  });
});

test('of two defaults the newest, then the first by name', () => {
  const text = `${ingressClass('b', isDefault)}${ingressClass('a', isDefault)}${ingress('x', '')}`;
  const [serving] = controllersFor(modelOf(load([{ path: 'set.yaml', text }]))).serving;
  expect(serving?.taken[0]?.because.object.name).toBe('a');
});
