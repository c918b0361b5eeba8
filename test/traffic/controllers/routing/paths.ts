import { type Examples, example } from './example.ts';
import { ingress } from './objects.ts';

const on = (...paths: readonly string[]) => [
  ingress(
    'web',
    paths.map((path) => `a.example.com ${path}`),
  ),
];
const at = 'http://a.example.com';
const prefix = on('Prefix /foo foo');
const raw = (path: string) => ({ scheme: 'http', host: 'a.example.com', path }) as const;

/** How paths are compared and normalised. */
export const pathExamples: Examples = {
  'path-prefix-elements': example(
    prefix,
    [`${at}/foo`, 'foo | foo | foo | foo | foo | foo | foo'],
    [`${at}/foo/bar`, 'foo | foo | foo | foo | foo | foo | foo'],
    [`${at}/foobar`, '404 | foo | 404 | 404 | 404 | 404 | 404'],
    [`${at}/foo.html`, '404 | foo | 404 | 404 | 404 | 404'],
    [`${at}/foo;x=1`, '404 | foo | 404 | 404 | 404 | 404'],
  ),
  'path-prefix-trailing-slash': example(
    on('Prefix /foo/ foo'),
    [`${at}/foo?x=1`, `301 ${at}/foo/?x=1 | 404 | foo | foo | foo | foo`],
    [`${at}/foo/`, 'foo | foo | foo | foo | foo | foo'],
  ),
  'path-exact-trailing-slash': example(
    on('Exact /foo/ foo'),
    [`${at}/foo`, `301 ${at}/foo/ | 404 | 404 | 404 | 404 | 404`],
    [`${at}/foo/`, 'foo | foo | foo | foo | foo | foo'],
  ),
  'path-exact-beside-prefix': example(
    on('Exact /foo one', 'Prefix /foo all'),
    [`${at}/foo`, 'one | all | one | one | one | all'],
    [`${at}/foo/x`, 'all | all | all | all | all | all'],
  ),
  'path-exact-beside-root': example(on('Exact /foo one', 'Prefix / all'), [
    `${at}/foo`,
    'one | all | one | one | one | all',
  ]),
  'path-implementation-specific': example(
    on('Impl /foo foo'),
    [`${at}/foo/x`, 'foo | foo | foo | foo | foo | foo | foo'],
    [`${at}/foobar`, '404 | foo | foo | foo | foo | 404 | 404'],
  ),
  'path-implementation-specific-case': example(on('Impl /foo foo'), [
    `${at}/FOO`,
    '404 | 404 | 404 | foo | 404 | 404 | 404',
  ]),
  'path-implementation-specific-regex': example(
    on('Impl /v[0-9]+ foo'),
    [`${at}/v2`, '404 | 404 | 404 | 404 | foo | 404'],
    [raw('/v[0-9]+'), 'foo | foo | foo | foo | 404 | foo'],
  ),
  'path-implementation-specific-empty': example(
    on('Impl "" foo'),
    [`${at}/`, 'foo | foo | foo | foo | foo | foo'],
    [`${at}/any/thing`, 'foo | foo | foo | foo | foo | foo'],
  ),
  'path-implementation-specific-beside-prefix': example(
    // haproxytech: the smaller name has the path itself, too.
    on('Prefix /foo wide', 'Impl /foo own'),
    [`${at}/foo`, 'wide | own | own | wide | wide | own'],
    [`${at}/foo/x`, 'wide | own | wide | wide | wide | own'],
    [`${at}/foobar`, '404 | own | own | own | own | 404'],
  ),
  'path-implementation-specific-across': example(
    [
      ingress('one', ['a.example.com Impl /foo own'], { day: 1 }),
      ingress('two', ['a.example.com Prefix /foo wide'], { day: 2 }),
    ],
    [`${at}/foo`, 'own | - | own | wide | wide'],
    [`${at}/foo/x`, 'own | - | wide | wide | wide'],
    [`${at}/foobar`, '404 | - | own | own | own'],
  ),
  'path-slash-variants': example(
    on('Prefix /foo one', 'Prefix /foo/ two'),
    [`${at}/foo`, 'not-serving | one | one | two | two'],
    [`${at}/foo/`, 'not-serving | two | one | two | two'],
    [`${at}/foo/x`, 'not-serving | two | one | two | two'],
  ),
  'path-longest-first': example(
    on('Prefix / root', 'Prefix /foo/bar bar', 'Prefix /foo foo'),
    [`${at}/foo/bar/x`, 'bar | bar | bar | bar | bar | bar'],
    [`${at}/foo/x`, 'foo | foo | foo | foo | foo | foo'],
    [`${at}/x`, 'root | root | root | root | root | root'],
  ),
  'path-twice': example(on('Prefix /foo second', 'Prefix /foo first'), [
    `${at}/foo`,
    'second | first | first | second | first | first',
  ]),
  'path-normalised': example(
    prefix,
    [`${at}//foo`, 'foo | foo /foo | 404 | 404 | foo /foo | foo /foo'],
    [`${at}/./foo`, 'foo | foo /foo | 404 | 404 | foo /foo | foo /foo'],
    [`${at}/bar/../foo`, 'foo | foo /foo | 404 | 404 | foo /foo | foo /foo'],
    [`${at}/%66oo`, 'foo | foo /foo | 404 | 404 | foo /foo | foo /foo'],
  ),
  'path-parent-below-prefix': example(
    prefix,
    [`${at}/foo/..`, '404 | 404 | foo | foo | 404 | 404'],
    [`${at}/foo/../bar`, '404 | 404 | foo | foo | 404 | 404'],
  ),
  'path-encoded-slash': example(prefix, [`${at}/foo%2fbar`, 'foo | foo /foo%2Fbar | 404 | 404 | 404 | 404']),
  'path-above-root': example(
    on('Prefix / web'),
    [`${at}/../x`, '400 | web /x | web | web | web /x | web /x'],
    [`${at}/..`, '400 | web / | web | web | web / | web /'],
  ),
  'path-broken-escape': example(prefix, [`${at}/foo%`, '400 | 400 | 404 | 404 | 404 | 400']),
  'path-fragment': example(prefix, [raw('/foo#part'), 'foo | 400 | 400 | 400 | 400 | 400']),
  'path-absolute-elsewhere': example(
    [ingress('web', ['a.example.com Prefix / web', 'b.example.com Prefix / other'])],
    [
      raw('http://b.example.com/x'),
      'other /x | other@b.example.com /x | 400 | 400 | other@b.example.com /x | other@b.example.com /x',
    ],
  ),
  'path-absolute-upstream': example(on('Prefix / web'), [
    raw('http://a.example.com/x'),
    'web /x | web /x | web | web | web /x | web /x',
  ]),
  'method-trace-connect': example(
    on('Prefix / web'),
    [`TRACE ${at}/`, '405 | web | web | web | web | web'],
    [`CONNECT ${at}/`, '405 | 501 | 400 | 400 | 400 | 501'],
  ),
  'path-escape-in-manifest': example(on('Exact /a%20b special', 'Prefix / root'), [
    `${at}/a%20b`,
    'root | root | special | special | special | root',
  ]),
  'path-non-ascii-in-manifest': example(
    on('Prefix /é special', 'Exact /è one', 'Prefix / root'),
    [`${at}/%C3%A9`, 'special | special | root | root | root | special'],
    [`${at}/%C3%A8`, 'one | root | root | root | root | root'],
  ),
};
