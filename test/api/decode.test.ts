import { describe, expect, test } from '@jest/globals';
import { answerOf, decodeText } from './decode-text.ts';

const service = (spec: string): string => `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: ${spec}\n`;

describe('the decoded value', () => {
  test('holds what is written, and nothing that is unknown, null or of a wrong type', () => {
    const { known, value } = decodeText(
      service('{type: null, clusterIP: 5, foo: 1, ports: [{port: 80, targetPort: http, nodePort: "x"}, null]}'),
    );
    expect(known).toBe(true);
    expect(value).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { ports: [{ port: 80, targetPort: 'http' }, {}] },
    });
  });

  test('has an empty text for null in a map of texts', () => {
    expect(decodeText(service('{selector: {app: null, tier: ~}}')).value).toMatchObject({
      spec: { selector: { app: '', tier: '' } },
    });
  });

  test('keeps the last of repeated keys, and only its mistakes', () => {
    const decoded = decodeText(
      service('{type: 5, type: NodePort, selector: {a: 1, a: x}, externalName: x, externalName: null, foo: 1, foo: 2}'),
    );
    expect(decoded.value).toMatchObject({ spec: { type: 'NodePort', selector: { a: 'x' } } });
    expect(decoded.value.spec).not.toHaveProperty('externalName');
    expect(decoded.types).toEqual([]);
    expect(decoded.strict).toHaveLength(1);
  });

  test('keeps a key named __proto__ as a key', () => {
    const { value } = decodeText('{apiVersion: v1, kind: ConfigMap, data: {__proto__: x, constructor: z}}');
    expect(Object.entries(value.data ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'z'],
    ]);
  });

  test('keeps integers of 64 bits exact', () => {
    const { value, types } = decodeText(
      '{apiVersion: v1, kind: Pod, spec: {activeDeadlineSeconds: 9007199254740993, terminationGracePeriodSeconds: 30.0}}',
    );
    expect(types).toEqual([]);
    expect(value.spec).toEqual({ activeDeadlineSeconds: 9007199254740993n, terminationGracePeriodSeconds: 30 });
  });

  test('has bytes that are written as numbers in base64', () => {
    const { value } = decodeText('{apiVersion: v1, kind: Secret, data: {a: [104, 105], b: aGk=}}');
    expect(value.data).toEqual({ a: 'aGk=', b: 'aGk=' });
  });

  test('is all that is written for a kind without schema', () => {
    const decoded = decodeText('{apiVersion: example.com/v1, kind: Route, spec: {a: null, b: [1]}}');
    expect(decoded).toEqual({
      known: false,
      value: { apiVersion: 'example.com/v1', kind: 'Route', spec: { a: null, b: [1] } },
      types: [],
      strict: [],
    });
  });
});

describe('wrong types', () => {
  test('are all found, the one that the server reports first', () => {
    const { types } = decodeText(service('{type: [], ports: [{port: x, name: 5}, {nodePort: 1.5}], clusterIP: {}}'));
    expect(types.map(({ path }) => path.join('.'))).toEqual([
      'spec.clusterIP',
      'spec.ports.0.name',
      'spec.ports.0.port',
      'spec.ports.1.nodePort',
      'spec.type',
    ]);
  });

  test('of a type with a decoder of its own stop the server, and so come first', () => {
    const { types } = decodeText(service('{clusterIP: 5, ports: [{port: x, targetPort: true}]}'));
    expect(types.map(({ path }) => path.join('.'))).toEqual([
      'spec.ports.0.targetPort',
      'spec.clusterIP',
      'spec.ports.0.port',
    ]);
  });

  test('tell what was read, what the field is, and the value', () => {
    expect(decodeText(service('{ports: [{port: [80]}]}')).types).toEqual([
      {
        check: 'wrong-type',
        path: ['spec', 'ports', 0, 'port'],
        part: 'value',
        got: 'array',
        expected: 'int32',
        takes: 'int32',
        message: 'json: cannot unmarshal array into Go struct field ServicePort.spec.ports.port of type int32',
        value: [80],
      },
    ]);
  });

  test.each([
    ['{selector: {a: yes}}', 'implicit-type'],
    ['{selector: {a: 1.10}}', 'implicit-type'],
    ['{selector: {a: [x]}}', 'wrong-type'],
    ['{selector: {a: !!int "5"}}', 'wrong-type'],
    ['{ports: [{port: "80"}]}', 'wrong-type'],
    ['{ports: [{targetPort: on}]}', 'implicit-type'],
    ['{ports: [{targetPort: 80.5}]}', 'wrong-type'],
    ['{allocateLoadBalancerNodePorts: 1}', 'wrong-type'],
  ])('%s is %s', (spec, check) => {
    expect(decodeText(service(spec)).types.map((problem) => problem.check)).toEqual([check]);
  });

  test.each([
    ['{apiVersion: 1, kind: Service}', 'number', '.apiVersion'],
    ['{apiVersion: v1, kind: [Service]}', 'array', '.kind'],
    ['{apiversion: 1, apiVersion: v1, kind: Service}', 'number', '.apiVersion'],
  ])('of the header are told before all others: %s', (text, got, field) => {
    expect(decodeText(text).types.map(({ message }) => message)).toEqual([
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${got} into Go struct field ${field} of type string`,
    ]);
  });

  test('of the document itself', () => {
    expect(answerOf(decodeText('- a'))).toMatch(
      /^couldn't get version\/kind; .* cannot unmarshal array into Go value of type struct/,
    );
  });
});

describe('unknown fields', () => {
  test('are listed as the server does: by path, with keys sorted and list items in order', () => {
    const list = Array.from({ length: 11 }, (_, at) => `{port: ${at + 1}${at === 2 || at === 10 ? ', x: 1' : ''}}`);
    expect(answerOf(decodeText(service(`{zone: 1, ports: [${list.join(', ')}], "a\\"b": 1}`)))).toBe(
      'unknown field "spec.a\\"b", unknown field "spec.ports[2].x", unknown field "spec.ports[10].x", unknown field "spec.zone"',
    );
  });

  test('are counted to a hundred', () => {
    const fields = Array.from({ length: 120 }, (_, at) => `f${at}: 1`);
    expect(decodeText(service(`{${fields.join(', ')}}`)).strict).toHaveLength(100);
  });

  test('come with the fields that are known', () => {
    const [problem] = decodeText(service('{ports: [{port: 80, targetport: 80}]}')).strict;
    expect(problem).toEqual({
      check: 'unknown-field',
      path: ['spec', 'ports', 0, 'targetport'],
      part: 'key',
      message: 'unknown field "spec.ports[0].targetport"',
      field: 'spec.ports[0].targetport',
      known: ['appProtocol', 'name', 'nodePort', 'port', 'protocol', 'targetPort'],
    });
  });
});
