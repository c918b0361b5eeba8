import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lint } from '../../src/index.ts';
import { filesOf, withoutExpectations } from '../../src/rules/example.ts';
import { rules } from '../../src/rules/index.ts';

const texts = rules.flatMap(({ examples }) =>
  [...examples.bad, ...examples.good].map((example) =>
    Object.values(filesOf(example)).map(withoutExpectations).join('---\n'),
  ),
);

const values = [
  'null',
  '[]',
  '{}',
  '""',
  '0',
  '-1',
  'true',
  '[1, null]',
  '{a: null}',
  '"{{ x }}"',
  '99999999999',
  'x: y',
];
const kinds = [
  'Rollout',
  'Service',
  'Ingress',
  'EndpointSlice',
  'Endpoints',
  'StatefulSet',
  'Pod',
  'CronJob',
  'Secret',
];
const versions = ['v1', 'apps/v1', 'example.com/v1', 'networking.k8s.io/v1', 'extensions/v1beta1', 'batch/v1'];

/** Puts a value in the place of another, takes a line out, moves it, or makes another kind of the object. */
const change = fc.record({
  at: fc.nat(),
  value: fc.constantFrom(...values),
  kind: fc.constantFrom(...kinds),
  version: fc.constantFrom(...versions),
  how: fc.constantFrom('value', 'remove', 'indent', 'kind', 'version', 'repeat'),
});

function changed(
  text: string,
  { at, value, kind, version, how }: typeof change extends fc.Arbitrary<infer T> ? T : never,
): string {
  const lines = text.split('\n');
  const index = at % lines.length;
  const line = lines[index] ?? '';
  const all = (pattern: RegExp, to: string): string[] => lines.map((each) => each.replace(pattern, to));
  switch (how) {
    case 'value':
      return lines.with(index, line.replace(/: .*$|:$/, `: ${value}`)).join('\n');
    case 'remove':
      return lines.toSpliced(index, 1).join('\n');
    case 'indent':
      return lines.with(index, `  ${line}`).join('\n');
    case 'repeat':
      return lines.toSpliced(index, 0, line).join('\n');
    case 'kind':
      return all(/^kind: .*/, `kind: ${kind}`).join('\n');
    default:
      return all(/^apiVersion: .*/, `apiVersion: ${version}`).join('\n');
  }
}

test('no rule crashes over what it did not expect', () => {
  const manifest = fc.tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 4 }));
  const property = fc.property(manifest, manifest, fc.boolean(), ([a, first], [b, second], complete) => {
    const text = `${first.reduce(changed, a)}\n---\n${second.reduce(changed, b)}`;
    const { findings } = lint([{ path: 'a.yaml', text }], { complete });
    expect(findings.map(({ message }) => message).filter((message) => message.includes('crashed'))).toEqual([]);
  });
  fc.assert(property, { numRuns: 1500, seed: 7 });
});
