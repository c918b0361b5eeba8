import { describe, expect, test } from '@jest/globals';
import { load } from '../../../src/model/load.ts';
import { modelOf } from '../../../src/model/model.ts';
import { type ServiceReport, serviceReport } from '../../../src/traffic/endpoints/service-report.ts';
import { deployment, service } from '../routes/set.ts';

function report(text: string, complete = false): ServiceReport {
  const model = modelOf(load([{ path: 'set.yaml', text }], { complete }));
  const [first] = model.services.all;
  if (!first) throw new Error('the set has no Service');
  return serviceReport(model, model.settled(first));
}

const pod = (name: string, ready: string, labels = 'app: web'): string => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: default, labels: { ${labels} } }
spec: { containers: [{ name: c, image: c, ports: [{ name: web, containerPort: 8080 }] }] }
status: { phase: Running, podIP: 10.1.0.9, podIPs: [{ ip: 10.1.0.9 }], conditions: [{ type: Ready, status: '${ready}' }] }
`;

describe('the status of a Service', () => {
  test.each([
    ['pods of a workload', service('web') + deployment('web'), 'ok', 'selector'],
    ['a pod that is ready', service('web') + pod('web-1', 'True'), 'ok', 'selector'],
    ['only pods that are not', service('web') + pod('web-1', 'False'), 'none', 'selector'],
    [
      'unready pods that count all the same',
      service('web', 'publishNotReadyAddresses: true, selector: { app: web }, ports: [{ port: 80 }]') +
        pod('web-1', 'False'),
      'ok',
      'selector',
    ],
    ['no pod has the labels', service('web') + deployment('other'), 'none', 'selector'],
    ['no replicas', service('web') + deployment('web', 0), 'none', 'selector'],
    ['no file makes pods', service('web'), 'unknown', 'selector'],
    ['workloads of another namespace only', service('web') + deployment('web', 1, 'other'), 'unknown', 'selector'],
    ['no selector, no endpoints', service('db', 'ports: [{ port: 80 }]'), 'unknown', ''],
    ['an alias', service('out', 'type: ExternalName, externalName: a.example.net'), 'external', ''],
    [
      'headless without ports',
      service('web', 'clusterIP: None, selector: { app: web }') + deployment('web'),
      'ok',
      'selector',
    ],
  ])('%s', (_name, text, status, from) => {
    const found = report(text);
    expect({ status: found.status, from: found.from.join() }).toEqual({ status, from });
  });

  test('in a complete set nothing is unknown', () => {
    expect(report(service('web'), true).status).toBe('none');
    expect(report(service('db', 'ports: [{ port: 80 }]'), true).status).toBe('none');
  });

  test('one port with an endpoint is enough, and the other says why it has none', () => {
    const ports = 'ports: [{ name: a, port: 80, targetPort: web }, { name: b, port: 81, targetPort: wep }]';
    const found = report(service('web', `selector: { app: web }, ${ports}`) + deployment('web'));
    expect(found.status).toBe('ok');
    expect(found.ports.map(({ port, status }) => [port, status])).toEqual([
      ['a (80)', 'ok'],
      ['b (81)', 'none'],
    ]);
    expect(found.ports[1]?.problem).toContain('targetPort wep');
    expect(found.ports[1]?.nearMisses[0]?.text).toContain('web (8080)');
    expect(found.ports[1]?.at.at).toMatchObject({ file: 'set.yaml', line: 5 });
  });

  test('each endpoint counts once, although a pod has an address in each family', () => {
    const dual = service('web', 'ipFamilyPolicy: PreferDualStack, selector: { app: web }, ports: [{ port: 80 }]');
    expect(report(dual + deployment('web')).ports[0]?.endpoints).toHaveLength(2);
  });

  test('hand-made Endpoints that are overwritten are a note', () => {
    const endpoints = '---\napiVersion: v1\nkind: Endpoints\nmetadata: { name: web, namespace: default }\n';
    expect(report(service('web') + deployment('web') + endpoints).notes).toEqual([
      'the hand-made Endpoints are overwritten, because the Service has a selector',
    ]);
  });
});
