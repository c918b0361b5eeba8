import { type Examples, example } from './example.ts';
import { ingress } from './objects.ts';

const at = 'http://a.example.com';
const path = (name: string, type = 'Prefix', of = '/foo') => [`a.example.com ${type} ${of} ${name}`];

/** Which of several Ingresses wins. */
export const conflictExamples: Examples = {
  'conflict-age': example(
    [ingress('aaa', path('late'), { day: 2 }), ingress('zzz', path('old'), { day: 1 })],
    [`${at}/foo`, 'old | late or old | late | old | old | late or old | late or old'],
  ),
  'conflict-same-age': example(
    [ingress('aaa', path('one')), ingress('zzz', path('last'))],
    [`${at}/foo`, 'last | last or one | last | one | last | last or one | last or one'],
  ),
  'conflict-namespaces': example(
    [
      ingress('web', path('web', 'Prefix', '/a'), { namespace: 'n1' }),
      ingress('web', path('web', 'Prefix', '/b'), { namespace: 'n2' }),
    ],
    [`${at}/a`, 'n1/web | n1/web | n1/web | n1/web | n1/web | n1/web | n1/web'],
    [`${at}/b`, 'n2/web | n2/web | n2/web | n2/web | n2/web | n2/web | n2/web'],
  ),
  'conflict-merged': example(
    [ingress('one', path('one', 'Prefix', '/a')), ingress('two', path('two', 'Prefix', '/a/b'))],
    [`${at}/a`, 'one | one | one | one | one | one | one'],
    [`${at}/a/b`, 'two | two | two | two | two | two | two'],
  ),
  'conflict-exact-and-prefix': example(
    [ingress('one', path('all'), { day: 1 }), ingress('two', path('one', 'Exact'), { day: 2 })],
    [`${at}/foo`, 'one | all | one | one | one | all'],
    [`${at}/foo/x`, 'all | all | all | all | all | all'],
  ),
  'conflict-apart': example(
    [
      ingress('one', path('one')),
      ...['b', 'c', 'd'].map((name) => ingress(name, [`${name}.example.com Prefix / web`])),
      ingress('zzz', path('last')),
    ],
    [`${at}/foo`, 'last | last or one | last | one | last or one | last or one | last or one'],
  ),
};
