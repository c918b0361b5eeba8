import fc from 'fast-check';
import type { Source } from '../../src/index.ts';
import { filesOf, withoutExpectations } from '../../src/rules/example.ts';
import { rules } from '../../src/rules/index.ts';
import { generator, randomManifests } from '../traffic/diff/random-sets.ts';
import { manifestText, mutated } from '../yaml/arbitrary.ts';

const texts: readonly string[] = rules.flatMap(({ examples: { bad, good } }) =>
  [...bad, ...good].flatMap((example) => Object.values(filesOf(example)).map(withoutExpectations)),
);

const manifest: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...texts) },
  { weight: 2, arbitrary: mutated(fc.constantFrom(...texts)) },
  { weight: 1, arbitrary: fc.nat().map((seed) => randomManifests(generator(seed))) },
  { weight: 1, arbitrary: manifestText },
);

const file: fc.Arbitrary<string> = fc
  .tuple(fc.array(manifest, { minLength: 1, maxLength: 3 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([parts, lineBreak, ends]) => {
    const text = parts.map((part) => `# before\n${part.trimEnd()}\n`).join('---\n');
    return (ends ? text : text.trimEnd()).replace(/\r?\n/g, lineBreak);
  });

/** Files of all kinds: examples of rules, damaged ones, Ingresses and Services at random, and texts that look like YAML. */
export const anyFiles: fc.Arbitrary<readonly Source[]> = fc
  .array(file, { minLength: 1, maxLength: 3 })
  .map((all) => all.map((text, at) => ({ path: `${at}.yaml`, text })));
