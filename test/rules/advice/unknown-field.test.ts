import { describe, expect, test } from '@jest/globals';
import { adviceForUnknownField } from '../../../src/rules/advice/unknown-field.ts';

const portFields = ['appProtocol', 'name', 'nodePort', 'port', 'protocol', 'targetPort'];

describe('adviceForUnknownField', () => {
  test.each([
    ['targetport', portFields, 'Write targetPort instead of targetport; upper and lower case matter.'],
    ['protocl', portFields, 'Write protocol instead of protocl.'],
    ['containerPort', portFields, 'Write targetPort instead of containerPort.'],
    ['secret', ['hosts', 'secretName'], 'Write secretName instead of secret.'],
    ['xyz', portFields, 'Remove xyz, or use one of appProtocol, name, nodePort, port, protocol, targetPort.'],
  ])('%s', (name, known, help) => {
    expect(adviceForUnknownField(['spec', 'ports', 0, name], known, undefined).help).toBe(help);
  });

  test('names the place where the field belongs', () => {
    expect(adviceForUnknownField(['selector'], ['metadata', 'spec'], ['spec', 'selector'])).toEqual({
      kind: 'elsewhere',
      place: 'spec.selector',
      help: 'Move selector to spec.selector.',
    });
  });

  test('lists no fields when there are too many to choose from', () => {
    const many = Array.from({ length: 13 }, (_, at) => `field${at}`);
    expect(adviceForUnknownField(['spec', 'qq'], many, undefined).help).toBe('Remove qq, or check its indentation.');
  });
});
