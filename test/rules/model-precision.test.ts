import { describe, expect, test } from '@jest/globals';
import { lint, type Options } from '../../src/index.ts';

type Files = { readonly [path: string]: string };

/** What is found in files, without the messages: `error web.yaml:3 rule`. */
function found(files: Files | string, options: Options = {}): string[] {
  const entries = typeof files === 'string' ? { 'manifest.yaml': files } : files;
  const sources = Object.entries(entries).map(([path, text]) => ({ path, text }));
  return lint(sources, options).findings.map(({ severity, rule, at }) => `${severity} ${at.file}:${at.line} ${rule}`);
}

const unchecked = (files: Files): number =>
  lint(Object.entries(files).map(([path, text]) => ({ path, text }))).summary.unchecked;

const documents = (...texts: string[]): string => texts.join('---\n');

const service = (name: string, spec = `{selector: {app: ${name}}, ports: [{port: 80}]}`, meta = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}${meta}}\nspec: ${spec}\n`;

const workload = (name: string, labels = `{app: ${name}}`, more = '', kind = 'Deployment', meta = ''): string =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}${meta}}\nspec:\n  selector: {matchLabels: ${labels}}\n` +
  `${more}  template:\n    metadata: {labels: ${labels}}\n    spec: {containers: [{name: main, image: registry.example.com/${name}}]}\n`;

const ingress = (name: string, backend: string, meta = '', spec = ''): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: ${name}${meta}}\n` +
  `spec:\n  defaultBackend: {service: {name: ${backend}, port: {number: 80}}}\n${spec}`;

describe('what other linters report wrongly', () => {
  test('a Service without selector that has Endpoints', () => {
    const endpoints =
      'apiVersion: v1\nkind: Endpoints\nmetadata: {name: db}\nsubsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 80}]}]\n';
    expect(found(documents(service('db', '{ports: [{port: 80}]}'), endpoints, workload('web')))).toEqual([
      'info manifest.yaml:7 deprecated-api-usage',
    ]);
  });

  test('a Service that selects one pod of a StatefulSet', () => {
    const one = service('one', '{selector: {statefulset.kubernetes.io/pod-name: db-1}, ports: [{port: 80}]}');
    const set = workload('db', '{app: db}', '  replicas: 2\n  serviceName: ""\n', 'StatefulSet');
    expect(found(documents(one, set))).toEqual([]);
    expect(found(documents(one.replace('db-1', 'db-2'), set))).toHaveLength(1);
  });

  test('a Service whose Deployment cannot be decoded, or not even be read', () => {
    const broken = workload('web').replaceAll('{app: web}', '{app: yes}');
    expect(found(documents(service('web'), broken)).filter((each) => each.includes('matches-nothing'))).toEqual([]);
    const unreadable = {
      'a.yaml': documents(service('web'), workload('api')),
      'b.yaml': 'kind: Deployment\nspec: [\n',
    };
    expect(found(unreadable)).toEqual(['error b.yaml:2 yaml-syntax-error']);
    expect(unchecked(unreadable)).toBe(1);
  });

  test('labels of the Deployment are not those of its pods', () => {
    const [finding] = lint([
      {
        path: 'a.yaml',
        text: documents(
          service('web', '{selector: {app: web, tier: front}, ports: [{port: 80}]}'),
          workload('web', '{app: web}', '', 'Deployment', ', labels: {app: web, tier: front}'),
        ),
      },
    ]).findings;
    expect(finding?.message).toBe(
      'Service web: spec.selector {app: web, tier: front} matches no pod of namespace default; nearest: Deployment web has these labels itself, but its pods have {app: web}',
    );
    expect(finding?.help).toBe(
      'Add {tier: front} to the labels of the pod template of Deployment web, or leave them out of the selector.',
    );
  });

  test('Service and workload in two files', () => {
    expect(found({ 'service.yaml': service('web'), 'deployment.yaml': workload('web') })).toEqual([]);
    expect(found({ 'services/web.yaml': service('web'), 'deployments/web.yaml': workload('web') })).toEqual([]);
  });

  test('one of two labels is not enough', () => {
    const text = documents(service('web', '{selector: {app: web, tier: front}, ports: [{port: 80}]}'), workload('web'));
    expect(found(text)).toEqual(['error manifest.yaml:4 service-selector-matches-nothing']);
  });

  test.each(['StatefulSet', 'DaemonSet', 'ReplicaSet'])('the template of a %s', (kind) => {
    expect(found(documents(service('web'), workload('web', '{app: web}', '', kind)))).toEqual([]);
  });
});

describe('what may be elsewhere is only counted', () => {
  test.each([
    ['a selector without workloads', service('web')],
    ['an Ingress without Services', ingress('web', 'web')],
    ['a StatefulSet without Services', workload('db', '{app: db}', '  serviceName: db\n', 'StatefulSet')],
    [
      'a Secret without Secrets',
      documents(ingress('web', 'web', '', '  tls: [{hosts: [a.example.com], secretName: a}]\n'), service('web')),
    ],
  ])('%s', (_title, text) => {
    expect(found(text)).toEqual([]);
    expect(unchecked({ 'a.yaml': text })).toBeGreaterThan(0);
  });

  test('when nothing exists outside of the files it is said', () => {
    expect(found(service('web'), { complete: true })).toEqual([
      'error manifest.yaml:4 service-selector-matches-nothing',
    ]);
    expect(found(ingress('web', 'web'), { complete: true })).toEqual([
      'warning manifest.yaml:4 ingress-class-missing',
      'error manifest.yaml:5 ingress-backend-service-not-found',
    ]);
  });

  test('kube-system has objects of many hands', () => {
    const at = ', namespace: kube-system';
    expect(
      found(
        documents(
          ingress('web', 'dashboard', at),
          service('dns', '{selector: {k8s-app: kube-dns}, ports: [{port: 53}]}', at),
        ),
      ),
    ).toEqual([]);
  });

  test('names that are still to be filled in', () => {
    expect(found(documents(ingress('web', '"$(NAME)"'), service('api'), workload('api')))).toEqual([
      'info manifest.yaml:5 ingress-backend-invalid',
    ]);
    const open = service('web', '{selector: {app: "$(NAME)"}, ports: [{port: 80}]}');
    expect(found(documents(open, workload('api'))).filter((each) => each.startsWith('error'))).not.toContain(
      'error manifest.yaml:4 service-selector-matches-nothing',
    );
  });
});

describe('alternatives', () => {
  test('a match in any of them is a match', () => {
    const files = {
      'install.yaml': documents(workload('web'), workload('worker', '{app: jobs}')),
      'namespace-install.yaml': documents(workload('web', '{app: web, part: ui}'), workload('worker', '{app: jobs}')),
      'service.yaml': service('web', '{selector: {app: web, part: ui}, ports: [{port: 80}]}'),
    };
    expect(found(files).filter((each) => !each.startsWith('info'))).toEqual([]);
  });

  test('two directories with the same objects are two sets', () => {
    const files = {
      'one/web.yaml': documents(service('web'), workload('web')),
      'two/web.yaml': documents(service('web'), workload('web', '{app: web, tier: front}')),
      'three/api.yaml': service('api'),
    };
    expect(found(files).filter((each) => !each.startsWith('info'))).toEqual([]);
  });

  test('examples beside each other do not mix', () => {
    const example = (name: string): string => documents(service('echo'), workload(name, '{app: echo}'));
    const files = { 'a.yaml': example('one'), 'b.yaml': example('two'), 'c.yaml': example('three') };
    expect(found(files).filter((each) => each.includes('multiple-workloads'))).toEqual([]);
  });
});

describe('kustomizations', () => {
  const kustomization = (text: string): string =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${text}`;

  test('a patch is no object of its own', () => {
    const files = {
      'kustomization.yaml': kustomization('resources: [web.yaml]\npatches:\n  - path: patch.yaml\n'),
      'patch.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: other}}\n',
      'web.yaml': documents(service('web'), workload('web')),
    };
    expect(found(files)).toEqual([]);
  });

  test('labels that are added to selectors', () => {
    const files = {
      'kustomization.yaml': kustomization('resources: [web.yaml]\ncommonLabels: {app: web}\n'),
      'web.yaml': documents(service('web', '{ports: [{port: 80}]}'), workload('web')),
    };
    expect(found(files)).toEqual([]);
    expect(found({ 'web.yaml': files['web.yaml'] })).toEqual([
      'warning web.yaml:4 service-without-selector-or-endpoints',
    ]);
  });

  test('a namespace that is set for all', () => {
    const files = {
      'kustomization.yaml': kustomization('resources: [a.yaml, b.yaml]\nnamespace: shop\n'),
      'a.yaml': ingress('web', 'web', ', namespace: shop'),
      'b.yaml': documents(service('web'), workload('web')),
    };
    expect(found(files)).toEqual([]);
  });

  test('resources from elsewhere', () => {
    const files = {
      'kustomization.yaml': kustomization('resources: [web.yaml, "github.com/example/base?ref=v1"]\n'),
      'web.yaml': documents(ingress('web', 'from-base'), service('web'), workload('web')),
    };
    expect(found(files)).toEqual([]);
  });
});

describe('objects read back from a cluster', () => {
  const live = (kind: string, apiVersion: string, name: string, owner: string, rest: string): string =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, namespace: shop, uid: ${name}-1, labels: {app: web}` +
    `${owner === '' ? '' : `, ownerReferences: [{apiVersion: apps/v1, kind: ${owner.split('/')[0]}, name: ${owner.split('/')[1]}, uid: u, controller: true}]`}}\n${rest}`;
  const template = '  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: main, image: web}]}}\n';

  test('a Deployment, its ReplicaSet and its pods are one workload', () => {
    const text = documents(
      service('web', '{selector: {app: web}, ports: [{port: 80}]}', ', namespace: shop, uid: s1'),
      live('Deployment', 'apps/v1', 'web', '', `spec:\n  selector: {matchLabels: {app: web}}\n${template}`),
      live(
        'ReplicaSet',
        'apps/v1',
        'web-1',
        'Deployment/web',
        `spec:\n  selector: {matchLabels: {app: web}}\n${template}`,
      ),
      live('Pod', 'v1', 'web-1-a', 'ReplicaSet/web-1', 'spec: {containers: [{name: main, image: web}]}\n'),
    );
    expect(found(text).filter((each) => each.includes('service-'))).toEqual([]);
  });

  test('slices as the controller keeps them', () => {
    const slice =
      'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web-abc12, namespace: shop, uid: e1, ' +
      'labels: {kubernetes.io/service-name: web, endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io}}\n' +
      'addressType: IPv4\nendpoints: [{addresses: [10.1.2.3], conditions: {ready: true}}]\nports: [{name: "", port: 80}]\n';
    const text = documents(
      service('web', '{selector: {app: web}, ports: [{port: 80}]}', ', namespace: shop, uid: s1'),
      slice,
    );
    expect(found(text)).toEqual([]);
    expect(found(text.replace('ready: true', 'ready: false'))).toEqual([
      'error manifest.yaml:4 service-no-ready-endpoints',
    ]);
  });
});

describe('one cause gives one finding', () => {
  test('a selector that matches nothing says nothing about ports', () => {
    const text = documents(
      service('web', '{selector: {app: wbe}, ports: [{port: 80, targetPort: http}]}'),
      workload('web'),
    );
    expect(found(text)).toEqual(['error manifest.yaml:4 service-selector-matches-nothing']);
  });

  test('a missing Service says nothing about its port', () => {
    expect(found(documents(ingress('web', 'wbe'), service('web'), workload('web')))).toEqual([
      'error manifest.yaml:5 ingress-backend-service-not-found',
    ]);
  });

  test('a selector that is refused is not looked up', () => {
    const refused = service('web', '{selector: {app: "not a label!"}, ports: [{port: 80}]}');
    expect(found(documents(refused, workload('api')))).toEqual(['error manifest.yaml:4 invalid-label']);
    const setBased = service('web', '{selector: {matchLabels: {app: web}}, ports: [{port: 80}]}');
    expect(found(documents(setBased, workload('web')))).toEqual(['error manifest.yaml:4 service-selector-set-based']);
  });

  test('a key that is written twice is not guessed about', () => {
    const twice = `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: web}\n  selector: {app: wbe}\n  ports: [{port: 80}]\n`;
    expect(found(documents(twice, workload('web')))).toEqual(['error manifest.yaml:6 yaml-duplicate-key']);
  });

  test('ports that are refused are not compared', () => {
    const refused = service('web', '{selector: {app: web}, ports: [{port: "80"}]}');
    expect(found(documents(ingress('web', 'web'), refused, workload('web')))).toEqual([
      'error manifest.yaml:10 wrong-field-type',
    ]);
  });
});

describe('namespaces', () => {
  test('one that is not written is that of the options', () => {
    const text = documents(service('web', undefined, ', namespace: shop'), workload('web'));
    expect(found(text)).toEqual(['warning manifest.yaml:4 namespace-mixed']);
    expect(found(text, { namespace: 'shop' })).toEqual([]);
  });

  test('the same name in another namespace is named', () => {
    const text = documents(ingress('web', 'api', ', namespace: edge'), service('api', undefined, ', namespace: shop'));
    expect(found(text)).toEqual(['error manifest.yaml:5 ingress-backend-wrong-namespace']);
  });
});
