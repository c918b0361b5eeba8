import { type Examples, example } from './example.ts';
import { ingress } from './objects.ts';
import { garbage, secret } from './secrets.ts';

const at = 'http://a.example.com';
const bystander = ingress('bystander', ['b.example.com Prefix / other']);
const on = (...paths: readonly string[]) => paths.map((path) => `a.example.com ${path}`);
const regex = { 'nginx.ingress.kubernetes.io/use-regex': 'true' };
const secured = [ingress('web', on('Prefix / web'), { tls: ['cert: a.example.com'] }), bystander];

/** What takes a whole controller down. */
export const outageExamples: Examples = {
  'outage-slash-variants': example(
    [ingress('one', on('Prefix /foo one')), ingress('two', on('Prefix /foo/ two'), { namespace: 'n2' }), bystander],
    ['http://b.example.com/', 'not-serving'],
  ),
  'outage-repeated-exact': example(
    [ingress('web', on('Prefix /foo a', 'Exact /foo b', 'Exact /foo c')), bystander],
    ['http://b.example.com/', 'not-serving'],
  ),
  'outage-repeated-exact-root': example(
    [ingress('web', on('Exact / a', 'Exact / b')), bystander],
    ['http://b.example.com/', 'not-serving'],
  ),
  'outage-not-exact-first': example(
    [ingress('web', on('Exact /foo a', 'Exact /foo b', 'Prefix /foo c')), bystander],
    ['http://b.example.com/', 'other'],
    [`${at}/foo`, 'a'],
    [`${at}/foo/x`, 'c'],
  ),
  'outage-repeated-prefix-after-exact': example(
    [ingress('web', on('Exact /foo a', 'Prefix /foo b', 'Prefix /foo c')), bystander],
    ['http://b.example.com/', 'not-serving'],
  ),
  'outage-regex-hosts-exempt': example(
    [ingress('web', on('Prefix /foo one', 'Prefix /foo/ two'), { annotations: regex }), bystander],
    [`${at}/foo/`, 'two'],
    ['http://b.example.com/', 'other'],
  ),
  'outage-invalid-regex': example(
    [ingress('web', on('Impl /foo(bar web'), { annotations: regex }), bystander],
    ['http://b.example.com/', 'not-serving'],
  ),
  'outage-resource': example(
    [ingress('web', on('Prefix / (bucket)')), bystander],
    ['http://b.example.com/', '- | - | - | - | not-serving'],
  ),
  'outage-garbage-certificate': example(
    [...secured, garbage('cert')],
    ['http://b.example.com/', '- | - | not-serving'],
  ),
  'outage-wrong-key': example([...secured, secret('cert', 'a', 'b')], ['http://b.example.com/', '- | - | not-serving']),
  'outage-invalid-regex-path-type': example(
    [
      ingress('web', on('Impl /foo(bar web'), { annotations: { 'haproxy-ingress.github.io/path-type': 'regex' } }),
      bystander,
    ],
    ['http://b.example.com/', '- | - | - | not-serving'],
  ),
};
