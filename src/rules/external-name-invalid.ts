import { writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { dnsSubdomain, nearestDnsName, whyNoDnsName } from './wording/dns-name.ts';
import { bareHost, besideHost } from './wording/host.ts';
import { quote } from './wording/quote.ts';

/** externalName that is no DNS name. */
export const rule: Rule = defineRule({
  id: 'external-name-invalid',
  title: 'externalName is not a DNS name',
  group: 'validity',
  severity: 'error',
  since: '0.1.0',
  appliesTo: ['Service'],
  why: 'A Service of type ExternalName is a CNAME record in the DNS of the cluster. A CNAME holds a name and nothing else: no scheme, no port, no path.',
  help: 'Write the bare DNS name; clients add the port themselves.',
  sources: [
    'kubernetes v1.37.2 pkg/apis/core/validation/validation.go (ValidateService, case ServiceTypeExternalName)',
    'recorded answers of kube-apiserver v1.37.2: refusal of https://api.example.com and api.example.com:443',
  ],
  explains: ['external-name'],
  messages: {
    missing: () => 'a Service of type ExternalName needs spec.externalName',
    bad: (d: { value: string; reason: string }) => `spec.externalName ${d.value} is not a bare DNS name: ${d.reason}`,
  },
  on: {
    Problem(problem, object, { report }) {
      const value = 'value' in problem ? problem.value : undefined;
      if (typeof value !== 'string' || value === '') {
        const help = 'Add the DNS name that clients shall be sent to, such as externalName: api.example.com.';
        report('missing', {}, { help });
        return;
      }
      const host = bareHost(value);
      const near = nearestDnsName(host, dnsSubdomain) ?? host;
      report(
        'bad',
        { value: quote(value), reason: besideHost(value) ?? whyNoDnsName(value, dnsSubdomain) },
        /[^\x20-\x7e]/.test(value) || near === '' || near === value
          ? {}
          : {
              help: `Write externalName: ${near}.`,
              ...(near === host.toLowerCase() && { fix: writeValue('safe', object, problem.path, near) }),
            },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'a URL',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  type: ExternalName
  externalName: https://api.example.com/v1 # expect: external-name-invalid
`,
      },
      {
        name: 'no name at all',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: api
spec: # expect: external-name-invalid
  type: ExternalName
`,
      },
    ],
    good: [
      {
        name: 'a DNS name',
        yaml: `apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  type: ExternalName
  externalName: api.example.com
`,
      },
    ],
  },
});
