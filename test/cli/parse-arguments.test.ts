import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseOrExplain } from '../../src/cli/help.ts';
import { type CommandName, commandSpecs, type OptionName, optionSpecs } from '../../src/cli/options.ts';
import { parseArguments } from '../../src/cli/parse-arguments.ts';
import { recordingIo } from './test-io.ts';

const parse = (line: string): unknown => parseArguments(line.split(' '));

describe('the fast parser', () => {
  test('reads options anywhere among the paths', () => {
    expect(parse('lint a.yaml -o json b.yaml -q')).toEqual({
      command: 'lint',
      formats: commandSpecs.lint.formats,
      operands: ['a.yaml', 'b.yaml'],
      values: { output: ['json'] },
      flags: { quiet: true },
    });
  });

  test.each([
    ['lint -o json', ['json']],
    ['lint -ojson', ['json']],
    ['lint -o=json', ['json']],
    ['lint --output json', ['json']],
    ['lint --output=json', ['json']],
    ['lint --format json', ['json']],
    ['lint -qojson', ['json']],
    ['lint -o json -o sarif=a=b.sarif', ['json', 'sarif=a=b.sarif']],
    ['lint --output=sarif=out.sarif', ['sarif=out.sarif']],
  ])('%s', (line, output) => {
    expect(parse(line)).toMatchObject({ values: { output } });
  });

  test('takes - as a path and as a value, and everything after -- as paths', () => {
    expect(parse('lint - -f - -- -o -- x')).toEqual({
      command: 'lint',
      formats: commandSpecs.lint.formats,
      operands: ['-', '-o', '--', 'x'],
      values: { file: ['-'] },
      flags: {},
    });
  });

  test('the last of --color and --no-color counts', () => {
    expect(parse('lint --color --no-color')).toMatchObject({ flags: { color: false } });
    expect(parse('lint --no-color --color')).toMatchObject({ flags: { color: true } });
  });

  test.each([
    '',
    'lnt',
    'constructor',
    '--help',
    'help lint',
    'lint --help',
    'lint -h',
    'lint --nope',
    'lint -x',
    'lint -o',
    'lint --output',
    'lint --quiet=yes',
    'lint --no-quiet',
    'lint --no-color=1',
    'lint --fail-on nothing',
    'rules extra',
    'explain a b',
    'explain --fail-on error',
  ])('leaves to the other parser: %s', (line) => {
    expect(parse(line)).toBeUndefined();
  });
});

describe('both parsers', () => {
  test('agree on every well-formed command line', () => {
    fc.assert(
      fc.property(commandLine, (argv) => {
        const fast = parseArguments(argv);
        const { io, err } = recordingIo({});
        expect(fast).toBeDefined();
        expect({ parsed: parseOrExplain(argv, io), err: err() }).toEqual({ parsed: fast, err: '' });
      }),
      { numRuns: 500 },
    );
  });
});

const word = fc.oneof(
  fc.constantFrom('-', 'a.yaml', 'k8s/', '*.yml', '=', 'a=b', 'x y', 'é'),
  fc.stringMatching(/^[a-z/.=*]{1,6}$/),
);
const commandLine = fc.constantFrom(...(Object.keys(commandSpecs) as CommandName[])).chain((command) =>
  fc
    .tuple(
      commandSpecs[command].options.length > 0
        ? fc.array(fc.oneof(...commandSpecs[command].options.map(option)), { maxLength: 6 })
        : fc.constant([]),
      fc.array(word, { maxLength: commandSpecs[command].operand?.repeatable ? 3 : 1 }),
      fc.array(word, {
        minLength: commandSpecs[command].subject ? 1 : 0,
        maxLength: commandSpecs[command].subject ? 1 : 0,
      }),
      fc.boolean(),
    )
    .chain(([options, operands, subject, separator]) => {
      const used = [...subject, ...(commandSpecs[command].operand ? operands : [])];
      return separator
        ? fc.constant<string[]>([command, ...options.flat(), '--', ...used])
        : fc
            .shuffledSubarray([...options, ...used.map((operand) => [operand])], {
              minLength: options.length + used.length,
            })
            .map((parts) => [command, ...parts.flat()]);
    }),
);

/** Every way to write an option. */
function option(name: OptionName): fc.Arbitrary<string[]> {
  const { short, alias, value, optional, choices, negatable } = optionSpecs[name];
  if (!value) {
    const forms = [`--${name}`, ...(short ? [`-${short}`] : []), ...(negatable ? [`--no-${name}`] : [])];
    return fc.constantFrom(...forms).map((form) => [form]);
  }
  const given = choices ? fc.constantFrom(...choices) : word;
  const longs = [`--${name}`, ...(alias ? [`--${alias}`] : [])];
  return given.chain((text) =>
    fc.constantFrom(
      ...longs.flatMap((long) => [[long, text], [`${long}=${text}`]]),
      ...(short ? [[`-${short}`, text]] : []),
      // Takes the next word, whatever it was meant for.
      ...(optional ? [[`--${name}`]] : []),
      // Commander takes `-o=json` as the value "=json": kubectl's way to write it is the fast parser's alone.
      ...(short && !text.startsWith('=') && text !== '' ? [[`-${short}${text}`]] : []),
    ),
  );
}
