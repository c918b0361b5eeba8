import { defineRule, type Rule } from './define-rule.ts';
import { type DnsForm, dnsLabel, dnsSubdomain, nearestDnsName, whyNoDnsName } from './wording/dns-name.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Names of objects, and of objects that others name. */
export const rule: Rule = defineRule({
  id: 'invalid-object-name',
  title: 'The name of an object is not allowed',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: 'every kind',
  why: 'Names become parts of DNS names and URLs. A Service is one part of a DNS name (web in web.shop.svc), so its name has no dots; before Kubernetes 1.36 it also begins with a letter.',
  help: 'Choose a name of lower-case letters, digits and "-"; objects that refer to it change with it.',
  sources: [
    'kubernetes v1.37.2 pkg/apis/core/validation/names.go; apimachinery pkg/util/validation/validation.go (IsDNS1123Label, IsDNS1123Subdomain)',
    'kubernetes v1.37.2 pkg/features/kube_features.go: RelaxedServiceNameValidation, on since 1.36',
    'recorded answers of kube-apiserver v1.37.2: metadata.name: "web.v1": must not contain dots',
  ],
  explains: ['object-name'],
  messages: {
    bad: (d: { path: string; name: string; form: string; reason: string }) =>
      `${d.path} ${d.name} is not ${d.form}: ${d.reason}`,
  },
  on: {
    Problem(problem, object, { report }) {
      const value = 'value' in problem ? problem.value : object.name;
      const name = typeof value === 'string' ? value : String(value);
      const detail = 'detail' in problem ? problem.detail : '';
      const form = formOf(detail);
      const near = nearestDnsName(name, form) ?? (form === dnsLabel && /^[0-9]/.test(name) ? `svc-${name}` : undefined);
      const own = problem.path[0] === 'metadata';
      const kind = problem.path[1] === 'namespace' ? 'Namespace' : object.kind;
      report(
        'bad',
        {
          path: pathText(problem.path),
          name: quote(name),
          form: own
            ? `a name for ${/^[aeiou]/i.test(kind) ? 'an' : 'a'} ${kind}`
            : 'a name that such an object can have',
          reason:
            detail.includes('path segment') || /may not (be|contain)/.test(detail) ? detail : whyNoDnsName(name, form),
        },
        near === undefined
          ? {}
          : {
              help: own
                ? `Use ${near}; what refers to ${quote(name)} changes with it.`
                : `Write ${near}, if that is the name of the object.`,
            },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'a dot in the name of a Service',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web.v1 # expect: invalid-object-name
spec:
  ports:
    - port: 80
`,
      },
      {
        name: 'upper-case letters and underscores',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: Shop_Front # expect: invalid-object-name
spec:
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
        name: 'lower-case letters, digits and hyphens',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: web-v1
spec:
  ports:
    - port: 80
`,
      },
    ],
  },
});

function formOf(detail: string): DnsForm {
  return detail.includes('subdomain') || detail.includes('253') ? dnsSubdomain : dnsLabel;
}
