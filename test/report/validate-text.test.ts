import { describe, expect, test } from '@jest/globals';
import { plain } from '../../src/report/paint.ts';
import { type Verdict, validateText } from '../../src/report/validate-text.ts';

const place = (line: number, file = 'svc.yaml'): Verdict['at'] => ({
  file,
  line,
  column: 1,
  endLine: line,
  endColumn: 2,
});
const accepted: Verdict = {
  object: { apiVersion: 'v1', kind: 'Service', name: 'web' },
  at: place(1),
  verdict: 'accepted',
  causes: [],
  warnings: [],
};
const print = (verdict: Partial<Verdict>): string => validateText([{ ...accepted, ...verdict }], plain);

describe('kubectl would print', () => {
  test('what is created', () => {
    expect(print({})).toBe('svc.yaml:1:1: service/web created (server dry run)\n');
    expect(print({ object: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'shop' } })).toBe(
      'svc.yaml:1:1: ingress.networking.k8s.io/shop created (server dry run)\n',
    );
  });

  test('warnings before it', () => {
    expect(print({ warnings: ['spec.externalIPs is deprecated'] })).toBe(
      'svc.yaml:1:1: Warning: spec.externalIPs is deprecated\nsvc.yaml:1:1: service/web created (server dry run)\n',
    );
  });

  test('one cause at its place', () => {
    const causes = [{ field: 'spec.ports', message: 'Required value', at: place(7) }];
    expect(print({ verdict: 'rejected', code: 422, causes })).toBe(
      'svc.yaml:7:1: The Service "web" is invalid: spec.ports: Required value\n',
    );
  });

  test('several causes below each other', () => {
    const causes = [
      { field: 'spec.type', message: 'Unsupported value: "x"', at: place(6) },
      { field: 'spec.ports', message: 'Required value', at: place(7) },
    ];
    expect(print({ verdict: 'rejected', code: 422, causes })).toBe(
      'svc.yaml:1:1: The Service "web" is invalid:\n' +
        'svc.yaml:6:1: * spec.type: Unsupported value: "x"\n' +
        'svc.yaml:7:1: * spec.ports: Required value\n',
    );
  });

  test.each([
    [400, 'Service in version "v1" cannot be handled as a Service: x', 'Error from server (BadRequest)'],
    [404, 'the server could not find the requested resource', 'Error from server (NotFound)'],
    [418, 'teapot', 'Error from server (418)'],
  ])('a refusal with code %d', (code, message, head) => {
    expect(print({ verdict: 'rejected', code, message })).toBe(
      `svc.yaml:1:1: ${head}: error when creating "svc.yaml": ${message}\n`,
    );
  });

  test('what it would not send', () => {
    expect(print({ object: null, verdict: 'rejected', message: 'error validating data: kind not set' })).toBe(
      'svc.yaml:1:1: error: error validating data: kind not set\n',
    );
    expect(print({ object: null, verdict: 'rejected', code: 400, message: 'error converting YAML to JSON: x' })).toBe(
      'svc.yaml:1:1: error: error parsing "svc.yaml": error converting YAML to JSON: x\n',
    );
  });
});

test('what is unchecked says why', () => {
  const object = { apiVersion: 'example.com/v1', kind: 'Widget', name: 'w' };
  const note = 'no schema for example.com/v1, Kind=Widget';
  expect(print({ object, verdict: 'unchecked', note })).toBe(
    'svc.yaml:1:1: widget.example.com/w not checked: no schema for example.com/v1, Kind=Widget\n',
  );
});

test('texts of users cannot reach the terminal', () => {
  expect(print({ object: { apiVersion: 'v1', kind: 'Service', name: '\u001b[2J' } })).toContain('service/\\x1b[2J');
});
