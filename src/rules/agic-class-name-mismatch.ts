import { defineRule, type Rule } from './define-rule.ts';

/** IngressClasses of AGIC under a name that it does not look for. */
export const rule: Rule = defineRule({
  id: 'agic-class-name-mismatch',
  title: 'AGIC looks for an IngressClass of one name',
  group: 'class',
  severity: 'warning',
  since: '0.1.0',
  appliesTo: ['IngressClass'],
  why: 'The controller of Application Gateway compares the name of the class as well as its controller: only Ingresses of azure-application-gateway are its own, unless it was installed with another name (kubernetes.ingressClassResource.name).',
  help: 'Call the IngressClass azure-application-gateway, or install AGIC with this name.',
  sources: ['Azure/application-gateway-kubernetes-ingress pkg/k8scontext/context.go (IsIngressClass), f42103d'],
  messages: {
    name: (d: { name: string }) =>
      `AGIC takes Ingresses of the class azure-application-gateway alone, not of ${d.name}`,
  },
  on: {
    Object(object, { report }) {
      const { controller } = (object.decoded.value.spec ?? {}) as { readonly controller?: unknown };
      if (controller !== 'azure/application-gateway' || object.name === 'azure-application-gateway') return;
      const path = ['metadata', 'name'];
      report('name', { name: object.name }, { where: { object, path, part: 'value' }, object, field: 'metadata.name' });
    },
  },
  examples: {
    bad: [
      {
        name: 'another name',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: gateway # expect: agic-class-name-mismatch
spec:
  controller: azure/application-gateway
`,
      },
    ],
    good: [
      {
        name: 'the name that it looks for',
        yaml: `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: azure-application-gateway
spec:
  controller: azure/application-gateway
`,
      },
    ],
  },
});
