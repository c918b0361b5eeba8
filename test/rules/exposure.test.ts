import { describe, expect, test } from '@jest/globals';
import { lint, type Options } from '../../src/index.ts';

type Files = { readonly [path: string]: string };

/** What one rule finds: `warning web.yaml:3`. */
function found(rule: string, files: Files | string, options: Options = {}): string[] {
  const entries = typeof files === 'string' ? { 'a.yaml': files } : files;
  const sources = Object.entries(entries).map(([path, text]) => ({ path, text }));
  return lint(sources, options)
    .findings.filter((finding) => finding.rule === rule)
    .map(({ severity, at }) => `${severity} ${at.file}:${at.line}`);
}

const documents = (...texts: string[]): string => texts.join('---\n');

const service = (spec: string, name = 'web', meta = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}${meta}}\nspec: {${spec}}\n`;

const app = 'selector: {app: web}, ports: [{port: 80, targetPort: 8080}]';

const workload = (
  container: string,
  pod = '',
  kind = 'Deployment',
  name = 'web',
  labels = `app: ${name}`,
  spec = '',
): string =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: {${spec}selector: {matchLabels: {${labels}}}, ` +
  `template: {metadata: {labels: {${labels}}}, spec: {containers: [{name: ${name}, image: registry.example.com/${name}${container}}]${pod}}}}\n`;

const ingress = (annotations = '', name = 'nginx'): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web, annotations: {${annotations}}}\n` +
  `spec: {ingressClassName: ${name}, defaultBackend: {service: {name: web, port: {number: 80}}}}\n`;

describe('host-port-conflict', () => {
  const port = ', ports: [{containerPort: 8080, hostPort: 80}]';
  const two = (a: string, b: string, kinds = ['DaemonSet', 'DaemonSet'], container = port): string[] =>
    found('host-port-conflict', documents(workload(container, a, kinds[0], 'a'), workload(port, b, kinds[1], 'b')));

  test.each([
    ['two DaemonSets', '', '', ['DaemonSet', 'DaemonSet'], port, 1],
    ['a DaemonSet and a Deployment', '', '', ['DaemonSet', 'Deployment'], port, 1],
    ['two Deployments', '', '', ['Deployment', 'Deployment'], port, 0],
    ['other nodes', ', nodeSelector: {pool: a}', ', nodeSelector: {pool: b}', ['DaemonSet', 'DaemonSet'], port, 0],
    ['nodes of one of them', ', nodeSelector: {pool: a}', '', ['DaemonSet', 'DaemonSet'], port, 1],
    [
      'the network of the node',
      ', hostNetwork: true',
      '',
      ['DaemonSet', 'DaemonSet'],
      ', ports: [{containerPort: 80}]',
      1,
    ],
    [
      'another protocol',
      '',
      '',
      ['DaemonSet', 'DaemonSet'],
      ', ports: [{containerPort: 80, hostPort: 80, protocol: UDP}]',
      0,
    ],
    [
      'two addresses',
      '',
      '',
      ['DaemonSet', 'DaemonSet'],
      ', ports: [{containerPort: 80, hostPort: 80, hostIP: 127.0.0.1}]',
      1,
    ],
    [
      'an affinity',
      ', affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Exists}]}]}}}',
      '',
      ['DaemonSet', 'DaemonSet'],
      port,
      0,
    ],
  ])('%s', (_title, a, b, kinds, container, count) => {
    expect(two(a, b, kinds, container)).toHaveLength(count);
  });

  test('not between files of which one is applied', () => {
    const files = {
      'edge-daemonset-1.yaml': workload(port, '', 'DaemonSet', 'a'),
      'edge-daemonset-2.yaml': workload(port, '', 'DaemonSet', 'b'),
    };
    expect(found('host-port-conflict', files)).toEqual([]);
    const apart = { 'dev/a.yaml': files['edge-daemonset-1.yaml'], 'prod/a.yaml': files['edge-daemonset-2.yaml'] };
    expect(found('host-port-conflict', apart)).toEqual([]);
  });

  test('several pods of one workload are only mentioned', () => {
    const many = (pod: string): string[] =>
      found('host-port-conflict', workload(port, pod, 'Deployment', 'a', 'app: a', 'replicas: 2, '));
    expect(many('')).toEqual(['info a.yaml:4']);
    expect(
      many(', topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule}]'),
    ).toEqual([]);
  });
});

describe('container-listens-on-loopback', () => {
  const listening = (container: string): number =>
    found('container-listens-on-loopback', documents(service(app), workload(container))).length;

  test.each([
    ['args: [--listen=127.0.0.1:8080]', 1],
    ['args: [--listen, "localhost:8080"]', 1],
    ['args: ["--http-address=http://[::1]:8080"]', 1],
    ['command: [sh, -c, "exec gunicorn -b 127.0.0.1:8080 app"]', 1],
    ['args: [--host=127.0.0.1]', 1],
    ['env: [{name: BIND_ADDR, value: "127.0.0.1:8080"}]', 1],
    ['env: [{name: HOST, value: "127.0.0.1"}]', 1],
    ['args: [--listen=127.0.0.1:9090]', 0],
    ['args: [--admin-listen=127.0.0.1:8080]', 0],
    ['args: ["--upstream=http://127.0.0.1:8080"]', 0],
    ['args: [--listen=127.0.0.1:8080, "--listen=0.0.0.0:8080"]', 0],
    ['env: [{name: DB_HOST, value: "127.0.0.1"}]', 0],
    ['env: [{name: REDIS_ADDR, value: "localhost:8080"}]', 0],
  ])('%s', (container, count) => {
    expect(listening(`, ${container}`)).toBe(count);
  });

  test('of no Service is its own affair', () => {
    expect(found('container-listens-on-loopback', workload(', args: [--listen=127.0.0.1:8080]'))).toEqual([]);
  });

  test('is said once for two Services', () => {
    const text = documents(service(app), service(app, 'web-2'), workload(', args: [--listen=127.0.0.1:8080]'));
    expect(found('container-listens-on-loopback', text)).toHaveLength(1);
  });
});

describe('selectors', () => {
  const several = (...labels: string[]): string[] =>
    labels.map((each, at) => workload('', '', 'Deployment', `w${at}`, `app: w${at}, ${each}`));
  const by = (selector: string): string => service(`selector: {${selector}}, ports: [{port: 80}]`);

  test.each([
    [
      'labels of many',
      documents(by('environment: staging'), ...several('environment: staging', 'environment: staging')),
      1,
    ],
    ['labels of many, without workloads', by('environment: staging'), 1],
    ['a release of one workload', documents(by('release: a'), ...several('release: a')), 0],
    ['a release of two workloads', documents(by('release: a'), ...several('release: a', 'release: a')), 1],
    ['most of four', documents(by('part: a'), ...several('part: a', 'part: a', 'part: a', 'part: b')), 1],
    ['half of four', documents(by('part: a'), ...several('part: a', 'part: a', 'part: b', 'part: b')), 0],
  ])('too broad: %s', (_title, text, count) => {
    expect(found('service-selector-too-broad', text)).toHaveLength(count);
    if (count > 0) expect(found('service-selector-matches-multiple-workloads', text)).toEqual([]);
  });

  test.each([
    ['app: web, version: 1.4.2', ['warning a.yaml:4']],
    ['app: web, helm.sh/chart: web-1.2.3', ['warning a.yaml:4']],
    ['app: web, version: v1', ['info a.yaml:4']],
    ['app: web, version: stable', ['info a.yaml:4']],
    ['app: web, controller-revision-hash: 5f7d9c', ['warning a.yaml:4']],
    ['app: web', []],
  ])('unstable: %s', (selector, expected) => {
    expect(found('service-selector-unstable-label', by(selector))).toEqual(expected);
  });

  test('unstable: a switch between two workloads is only mentioned', () => {
    const text = documents(
      by('app: web, version: "1.4"'),
      workload('', '', 'Deployment', 'a', 'app: web, version: "1.4"'),
      workload('', '', 'Deployment', 'b', 'app: web, version: "1.5"'),
    );
    expect(found('service-selector-unstable-label', text)).toEqual(['info a.yaml:4']);
  });
});

describe('traffic-policy-local-risk', () => {
  const local = (spec: string, ...others: string[]): string[] =>
    found('traffic-policy-local-risk', documents(service(`${spec}, ${app}`), ...others));
  const deployment = (replicas: number): string =>
    workload('', '', 'Deployment', 'web', 'app: web', `replicas: ${replicas}, `);
  const nodePort = 'type: NodePort, externalTrafficPolicy: Local';
  const balancer = 'type: LoadBalancer, externalTrafficPolicy: Local';

  test('depends on what is behind the Service', () => {
    expect(local(nodePort, deployment(3))).toEqual(['warning a.yaml:4']);
    expect(local(nodePort, workload('', '', 'DaemonSet'))).toEqual([]);
    expect(local(nodePort)).toEqual([]);
    expect(local(balancer, deployment(1))).toEqual(['info a.yaml:4']);
    expect(local(balancer, deployment(2))).toEqual([]);
    expect(local('internalTrafficPolicy: Local', deployment(3))).toEqual(['warning a.yaml:4']);
  });

  test('one pod of a workload that an autoscaler looks after may be many', () => {
    const scaler =
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\n' +
      'spec: {maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}\n';
    expect(local(balancer, deployment(1), scaler)).toEqual([]);
  });
});

describe('session-affinity-ineffective', () => {
  const affine = (spec: string, annotations: string, name = 'nginx', more = '', meta = ''): string[] =>
    found(
      'session-affinity-ineffective',
      documents(service(`sessionAffinity: ClientIP, ${spec}${app}`, 'web', meta), ingress(annotations, name), more),
    );

  test.each([
    ['ingress-nginx', '', '', 'nginx', 1],
    ['Traefik', '', '', 'traefik', 1],
    ['a controller that nobody knows', '', '', 'mine', 0],
    ['the address of the Service', '', 'nginx.ingress.kubernetes.io/service-upstream: "true"', 'nginx', 0],
    ['an AWS balancer of instances', '', '', 'alb', 0],
    ['an AWS balancer of pods', '', 'alb.ingress.kubernetes.io/target-type: ip', 'alb', 1],
    ['a node port beside it', 'type: NodePort, ', '', 'nginx', 0],
  ])('%s', (_title, spec, annotations, name, count) => {
    expect(affine(spec, annotations, name)).toHaveLength(count);
  });

  test('clients inside the cluster have use for it', () => {
    expect(affine('', '', 'nginx', workload(', env: [{name: A, value: "http://web"}]', '', 'Deployment', 'b'))).toEqual(
      [],
    );
  });

  test('it is said of a headless Service once', () => {
    const text = service(`clusterIP: None, sessionAffinity: ClientIP, ${app}`);
    expect(found('session-affinity-ineffective', text)).toEqual(['warning a.yaml:4']);
    expect(found('service-type-field-conflict', text)).toEqual([]);
  });
});

describe('service-env-collision', () => {
  const reading = (container: string, pod = '', spec = 'ports: [{port: 80}]', name = 'app'): number =>
    found('service-env-collision', documents(service(spec, name), workload(container, pod, 'Deployment', 'app')))
      .length;
  const use = ', args: ["--port=$(APP_PORT)"]';

  test.each([
    ['a use', use, '', 'ports: [{port: 80}]', 'app', 1],
    ['in a shell', ', command: [sh, -c, "serve --port $APP_PORT"]', '', 'ports: [{port: 80}]', 'app', 1],
    ['another Service', use, '', 'ports: [{port: 80}]', 'other', 0],
    ['set by the container', `${use}, env: [{name: APP_PORT, value: "80"}]`, '', 'ports: [{port: 80}]', 'app', 0],
    ['set from elsewhere', `${use}, envFrom: [{configMapRef: {name: a}}]`, '', 'ports: [{port: 80}]', 'app', 0],
    ['switched off', use, ', enableServiceLinks: false', 'ports: [{port: 80}]', 'app', 0],
    ['headless', use, '', 'clusterIP: None, ports: [{port: 80}]', 'app', 0],
    ['a use of the text as it is', ', args: ["--link=$(APP_PORT)"]', '', 'ports: [{port: 80}]', 'app', 0],
  ])('%s', (_title, container, pod, spec, name, count) => {
    expect(reading(container, pod, spec, name)).toBe(count);
  });

  test('a program that is known to read it', () => {
    const n8n = workload('', '', 'Deployment', 'n8n');
    expect(found('service-env-collision', documents(service('ports: [{port: 80}]', 'n8n'), n8n))).toHaveLength(1);
    expect(found('service-env-collision', documents(service('ports: [{port: 80}]', 'flows'), n8n))).toEqual([]);
  });
});

describe('numbers and addresses that are asked for', () => {
  const ports = (...numbers: number[]): string =>
    service(
      `type: NodePort, ports: [${numbers.map((number, at) => `{name: p${at}, port: ${80 + at}, nodePort: ${number}}`).join(', ')}]`,
    );

  test('the lower part of the range has 86 numbers', () => {
    expect(found('node-port-in-dynamic-band', ports(30_085))).toEqual([]);
    expect(found('node-port-in-dynamic-band', ports(30_086))).toEqual(['info a.yaml:4']);
  });

  test('all numbers of a Service are said at once', () => {
    expect(found('node-port-in-dynamic-band', ports(31_000, 31_001))).toHaveLength(1);
  });

  test('one that is taken is said to be that', () => {
    expect(
      found('node-port-in-dynamic-band', documents(ports(31_000), ports(31_000).replace('name: web', 'name: b'))),
    ).toEqual(['info a.yaml:4']);
  });

  test('objects of a cluster have what they got', () => {
    const live = ', uid: a1';
    const spec = 'type: NodePort, clusterIP: 10.96.1.1, ports: [{port: 80, nodePort: 31000}]';
    for (const rule of ['node-port-in-dynamic-band', 'cluster-ip-pinned']) {
      expect(found(rule, service(spec, 'web', live))).toEqual([]);
      expect(found(rule, service(spec))).toHaveLength(1);
    }
  });

  test('an address that an annotation explains is no accident', () => {
    const meta = ', annotations: {example.com/why: the cluster IP is known to appliances}';
    expect(found('cluster-ip-pinned', service('clusterIP: 10.96.1.1, ports: [{port: 80}]', 'web', meta))).toEqual([]);
  });
});

describe('readiness-probe-missing', () => {
  const declared = ', ports: [{containerPort: 8080}]';
  const probed = (container: string, spec = app, kind = 'Deployment'): number =>
    found('readiness-probe-missing', documents(service(spec), workload(container, '', kind))).length;

  test('is about what a Service sends connections to', () => {
    expect(probed(declared)).toBe(1);
    expect(probed(`${declared}, readinessProbe: {tcpSocket: {port: 8080}}`)).toBe(0);
    expect(probed(`${declared}, startupProbe: {tcpSocket: {port: 8080}}`)).toBe(0);
    expect(probed(', ports: [{containerPort: 9090}]')).toBe(0);
    expect(probed(declared, 'selector: {app: other}, ports: [{port: 8080}]')).toBe(0);
    expect(probed(declared, `publishNotReadyAddresses: true, ${app}`)).toBe(0);
  });
});
