import type { Fix } from '../diagnostics/fix.ts';
import type { KubeObject } from '../objects/kube-object.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import { removeField, writeValue } from './advice/repair.ts';
import { defineRule, type Rule } from './define-rule.ts';
import { dnsSubdomain, nearestDnsName, whyNoDnsName } from './wording/dns-name.ts';
import { bareHost, besideHost } from './wording/host.ts';
import { pathText } from './wording/path-text.ts';
import { quote } from './wording/quote.ts';

/** Hosts of rules and of TLS that are no DNS names. */
export const rule: Rule = defineRule({
  id: 'ingress-host-invalid',
  title: 'The host of an Ingress is not a DNS name',
  group: 'validity',
  severity: 'error',
  core: true,
  since: '0.1.0',
  appliesTo: ['Ingress'],
  why: 'The host is compared with the Host header of a request, less its port. It is a lower-case DNS name, or one with "*." in front for exactly one more label. The API server refuses anything else.',
  help: 'Write the bare DNS name; leave host out to match every host.',
  sources: [
    'kubernetes v1.37.2 pkg/apis/networking/validation/validation.go (validateIngressRules, validateIngressTLS)',
    'recorded answers of kube-apiserver v1.37.2 for ten forms',
  ],
  explains: ['host'],
  messages: {
    bad: (d: { path: string; value: string; reason: string }) => `${d.path} ${d.value} is not a host name: ${d.reason}`,
  },
  on: {
    Problem(problem, object, { report }) {
      const value = 'value' in problem && typeof problem.value === 'string' ? problem.value : '';
      const isListed = typeof problem.path.at(-1) === 'number';
      const { reason, help } = adviceFor(value, isListed ? '' : 'host: ');
      const fix =
        value === '*' && !isListed
          ? removeField('unsafe', object, problem.path)
          : writeBare(object, problem.path, value);
      report(
        'bad',
        { path: pathText(problem.path), value: quote(value), reason },
        { ...(help !== undefined && { help }), fix },
      );
    },
  },
  examples: {
    bad: [
      {
        name: 'a URL, an address, a bare asterisk',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  defaultBackend:
    service:
      name: web
      port:
        number: 80
  rules:
    - host: "https://Shop.example.com:8443" # expect: ingress-host-invalid
    - host: 203.0.113.7 # expect: ingress-host-invalid
    - host: "*" # expect: ingress-host-invalid
    - host: "*.*.example.com" # expect: ingress-host-invalid
    - host: Shop.example.com # expect: ingress-host-invalid
`,
      },
    ],
    good: [
      {
        name: 'a name, and one label under a name',
        yaml: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
    - host: "*.shop.example.com"
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
`,
      },
    ],
  },
});

function adviceFor(host: string, field: string): { reason: string; help?: string } {
  if (host === '') return { reason: 'it is empty', help: 'Write the DNS name, or remove the entry.' };
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host) || /^\[?[0-9a-f]*:[0-9a-f:]+\]?$/i.test(host)) {
    return {
      reason: 'it is an IP address',
      help: 'Write a DNS name that points to this address, or leave host out to match every host.',
    };
  }
  if (host.includes('*')) return wildcardAdvice(host, field);
  if (/[^\x20-\x7e]/.test(host)) {
    return {
      reason: 'it has letters outside ASCII',
      help: 'Write the ASCII form of the name, which begins with xn--.',
    };
  }
  const bare = bareHost(host);
  const near = nearestDnsName(bare, dnsSubdomain) ?? bare;
  const reason = besideHost(host) ?? whyNoDnsName(host, dnsSubdomain);
  return near === '' || near === host ? { reason } : { reason, help: `Write ${field}${near}.` };
}

function wildcardAdvice(host: string, field: string): { reason: string; help?: string } {
  if (host === '*' || host === '*.')
    return {
      reason: '"*" alone is no wildcard',
      help: field === '' ? 'Write the names that the certificate is for.' : 'Leave host out to match every host.',
    };
  const beside = besideHost(host);
  const domain = bareHost(host).replace(/^[^.]*\*[^.]*\./, '');
  if (!domain.includes('*') && domain !== '') {
    return {
      reason: beside ?? wildcardForm,
      help: `Write ${field}"*.${domain}", which matches one label before .${domain}.`,
    };
  }
  const plain = domain.replace(/^.*\*[^.]*\.?/, '');
  return {
    reason: wildcardForm,
    help: `Write one host for each name that is meant${plain === '' ? '' : `, or "*.${plain}" for one label before .${plain}`}.`,
  };
}

const wildcardForm = 'a wildcard is one "*." at the beginning and nothing else';

/** The name without what stands around it, and in lower case, can mean only one host. */
function writeBare(object: KubeObject, path: FieldPath, value: string): Fix | undefined {
  const bare = bareHost(value).toLowerCase();
  const isName =
    /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/.test(bare) && /[a-z]/.test(bare);
  return isName && bare !== value ? writeValue('safe', object, path, bare) : undefined;
}
