import { type Examples, example } from './example.ts';
import { externalName, ingress, service, slice } from './objects.ts';

const at = 'http://a.example.com';
const two = (of: string) => [ingress('web', [`a.example.com Prefix /foo ${of}`, 'a.example.com Prefix / root'])];
const named = service('web', { ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
const terminating = { ready: false, serving: true, terminating: true };
const tls = (name: string, port: number) => [
  service('web', { ports: [{ name, port, targetPort: 8443 }] }),
  slice('web', { ports: [{ name, port: 8443 }] }),
];

/** What Services have to have. */
export const backendExamples: Examples = {
  'backend-missing': example(
    [
      ingress('web', [
        'a.example.com Prefix /none missing',
        'a.example.com Prefix /port root:81',
        'a.example.com Prefix / root',
      ]),
    ],
    [`${at}/none`, '503 | root | root | root | root | root | 503'],
    [`${at}/port`, '503 | root | root | root | root | root | 503'],
  ),
  'backend-without-endpoints': example(
    [...two('web'), service('web')],
    [`${at}/foo`, '503 | root | 503 | 503 | 503 | root | 503'],
  ),
  'backend-not-ready': example(
    [...two('web'), service('web'), slice('web', { conditions: { ready: false, serving: false } })],
    [`${at}/foo`, '503 | root | 503 | 503 | 503 | root | 503'],
  ),
  'backend-terminating': example(
    [...two('web'), service('web'), slice('web', { conditions: terminating })],
    [`${at}/foo`, '503 | 503 | 503 | 503 | 503'],
  ),
  'backend-without-conditions': example(
    [...two('web'), service('web'), slice('web', { conditions: undefined })],
    [`${at}/foo`, 'web | web | 503 | web | web'],
  ),
  'backend-target-port': example(
    [...two('web:8080'), service('web'), slice('web')],
    [`${at}/foo`, 'web | root | root | web | root'],
  ),
  'backend-slice-port-name': example(
    [...two('web'), named, slice('web', { ports: [{ name: 'other', port: 8080 }] })],
    [`${at}/foo`, 'web:?8080 | root | 503 | 503 | 503'],
  ),
  'backend-external-name': example(
    [...two('web'), externalName('web', 'echo.test', [{ port: 80 }])],
    [`${at}/foo`, 'web | web | web | web | root'],
  ),
  'backend-external-name-without-ports': example(
    [...two('web'), externalName('web', 'echo.test')],
    [`${at}/foo`, 'web | root | root | web | root'],
  ),
  'backend-external-name-other-port': example(
    [...two('web:81'), externalName('web', 'echo.test', [{ port: 80 }])],
    [`${at}/foo`, 'web:81 | root | root | root | root'],
  ),
  'backend-external-name-unresolvable': example(
    [...two('web'), externalName('web', 'nowhere.invalid', [{ port: 80 }])],
    [`${at}/foo`, '503 | 502 | 503 | 503 | root'],
  ),
  'backend-resource': example(
    [ingress('web', ['a.example.com Prefix /files (bucket)', 'a.example.com Prefix /ok ok'])],
    [`${at}/files`, '404 | 404 | 404 | 404 | not-serving | 404 | 404'],
    [`${at}/ok`, 'ok | ok | ok | ok | not-serving | ok | ok'],
  ),
  'backend-https-port': example(
    [...two('web:443'), ...tls('secure', 443)],
    [`${at}/foo`, 'web:443 | 500 | web:443 | web:443 | web:443 | 500 | web:443'],
  ),
  'backend-https-port-name': example(
    [...two('web:https'), ...tls('https', 8443)],
    [`${at}/foo`, 'web:8443 | 500 | web:8443 | web:8443 | web:8443 | 500 | web:8443'],
  ),
};
