import { isExternal } from '../model/external.ts';
import { modelOf } from '../model/model.ts';
import { nearest } from '../text/nearest.ts';
import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { isInDoubt } from './facts/doubt.ts';
import { ingressSpec, isIngress } from './facts/ingress.ts';
import { isPlaceholder } from './facts/placeholder.ts';
import { neighbourhoodOf } from './sets/neighbourhood.ts';

/** Ingresses of a class that is not there. */
export const rule: Rule = defineRule({
  id: 'ingress-class-not-found',
  title: 'An Ingress names an IngressClass that does not exist',
  group: 'class',
  severity: 'warning',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'No controller takes an Ingress of a class that does not exist, and clients get 404. The name is that of the IngressClass, not of its controller. It is only said where the files hold IngressClasses.',
  help: 'Write the name of an IngressClass.',
  sources: ['kubernetes/ingress-nginx controller-v1.15.1 internal/ingress/controller/store/store.go'],
  messages: {
    missing: (d: { name: string; near: string | undefined; classes: string }) =>
      `spec.ingressClassName ${d.name} is no IngressClass; ${d.near === undefined ? `there is ${d.classes}` : `did you mean ${d.near}?`}`,
    controller: (d: { name: string; near: string }) =>
      `spec.ingressClassName ${d.name} is the controller of IngressClass ${d.near}, not its name`,
  },
  on: {
    Object(object, { cluster, report, leaveOpen }) {
      if (!isIngress(object)) return;
      const { ingressClassName: name } = ingressSpec(object);
      if (name === undefined || isPlaceholder(name) || isInDoubt(object, ['spec', 'ingressClassName'])) return;
      const model = modelOf(cluster);
      if (model.ingressClasses.alternatives('', name).length > 0) return;
      if (isExternal(cluster, 'IngressClass', '', name)) return;
      const { knows, side, together } = neighbourhoodOf(cluster);
      const classes = model.ingressClasses.all.filter((each) => together(object, each.object));
      const controlled = classes.find(({ value }) => value.spec?.controller === name);
      const names = [...new Set(classes.map((each) => each.name))];
      const near = controlled?.name ?? nearest(name, names);
      // Where nothing tells that one of these was meant, the class may come with its controller.
      const sure = near !== undefined || cluster.complete || classes.some((each) => side(object, each.object));
      if (!knows('IngressClass', '', object) || !sure) {
        leaveOpen();
        return;
      }
      const meant = classes.find((each) => each.name === (near ?? names[0]));
      const details = {
        where: { object, path: ['spec', 'ingressClassName'], part: 'value' as const },
        object,
        field: 'spec.ingressClassName',
        ...(near !== undefined && {
          help: `Write ingressClassName: ${near}.`,
          fix: writeValue('unsafe', object, ['spec', 'ingressClassName'], near),
        }),
        related: meant
          ? [
              {
                message: `IngressClass ${meant.name}`,
                where: { object: meant.object, path: ['metadata', 'name'], part: 'value' as const },
              },
            ]
          : [],
      };
      if (controlled) report('controller', { name, near: controlled.name }, details);
      else report('missing', { name, near, classes: names.join(', ') || 'none' }, details);
    },
  },
  examples: {
    bad: [
      {
        name: 'two letters swapped',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: nginx
spec:
  controller: nginx.org/ingress-controller
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: ngnix # expect: ingress-class-not-found
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`,
      },
    ],
    good: [
      {
        name: 'a class that comes with its controller',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  defaultBackend:
    service:
      name: web
      port:
        number: 80
`,
      },
    ],
  },
});
