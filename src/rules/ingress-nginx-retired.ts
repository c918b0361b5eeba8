import { modelOf } from '../model/model.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { classNameOf } from './facts/ingress-controller.ts';
import { kustomizationsOf } from './sets/kustomize.ts';

/** Classes of the controller that has no more releases. */
export const rule: Rule = defineRule({
  id: 'ingress-nginx-retired',
  title: 'ingress-nginx has no more releases',
  group: 'portability',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['IngressClass'],
  why: 'The Kubernetes project ended ingress-nginx in March 2026: there are no more fixes, not for security either. It goes on running. Other controllers read Ingresses differently, so a move changes which requests are answered, and how.',
  help: 'Compare controllers with ksvc diff --controller ingress-nginx,<other>, then move the class.',
  sources: ['Kubernetes blog, 2025-11-11: Ingress NGINX retirement', 'kubernetes/ingress-nginx README.md'],
  messages: {
    retired: (d: { ingresses: number }) =>
      `its controller is ingress-nginx, which has had no releases since March 2026${d.ingresses === 0 ? '' : `; ${d.ingresses === 1 ? 'one Ingress uses' : `${d.ingresses} Ingresses use`} it`}`,
  },
  on: {
    Object(object, { cluster, report }) {
      const { controller } = (object.decoded.value.spec ?? {}) as { readonly controller?: unknown };
      if (controller !== 'k8s.io/ingress-nginx' || kustomizationsOf(cluster).isPatch(object.document.source.path))
        return;
      const model = modelOf(cluster);
      // Several definitions of a class are one: of them one is applied.
      if (model.ingressClasses.all.find(({ name }) => name === object.name)?.object !== object) return;
      const ingresses = model.ingresses.all.filter(
        (ingress) => classNameOf(model, ingress.object) === object.name,
      ).length;
      const path = ['spec', 'controller'];
      report('retired', { ingresses }, { where: { object, path, part: 'value' }, object, field: 'spec.controller' });
    },
  },
  examples: {
    bad: [
      {
        name: 'a class of ingress-nginx',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: nginx
spec:
  controller: k8s.io/ingress-nginx # expect: ingress-nginx-retired
`,
      },
    ],
    good: [
      {
        name: 'a class of the other NGINX',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: nginx
spec:
  controller: nginx.org/ingress-controller
`,
      },
    ],
  },
});
