import { type Examples, example } from './example.ts';
import { ingress, service } from './objects.ts';

const at = 'http://a.example.com';
const beside = [
  ingress('web', ['a.example.com Prefix /foo foo'], { defaultBackend: 'rest' }),
  ingress('other', ['b.example.com Prefix /foo other']),
];
const alone = [ingress('rest', [], { defaultBackend: 'rest' }), ingress('web', ['a.example.com Prefix /foo foo'])];

/** When defaultBackend answers. */
export const defaultExamples: Examples = {
  'default-own-host': example(beside, [`${at}/bar`, 'rest | 404 | rest | rest | 404']),
  'default-unknown-host': example(beside, ['http://other.test/', '404 | 404 | rest | rest | rest']),
  'default-host-of-another': example(beside, ['http://b.example.com/bar', '404 | 404 | rest | rest | 404']),
  'default-alone': example(
    alone,
    [`${at}/bar`, '404 | rest | rest | rest | 404'],
    ['http://other.test/', 'rest | rest | rest | rest | rest'],
  ),
  'default-against-catch-all': example(
    [ingress('all', ['* Prefix / all'], { day: 1 }), ingress('rest', [], { day: 2, defaultBackend: 'rest' })],
    [`${at}/bar`, 'rest | all | all | all | rest'],
  ),
  'default-beside-path-of-any-host': example(
    [ingress('web', ['* Prefix /foo foo'], { defaultBackend: 'rest' })],
    [`${at}/bar`, '404 | 404 | rest | rest | rest'],
  ),
  'default-none': example(
    [ingress('web', ['a.example.com Prefix /foo foo'])],
    [`${at}/bar`, '404 | 404 | 404 | 404 | 404 | 404 | 404'],
  ),
  'default-missing': example(
    [ingress('web', [], { defaultBackend: 'missing' })],
    [`${at}/`, '503 | 404 | 404 | 404 | 404'],
  ),
  'default-without-endpoints': example(
    [ingress('web', [], { defaultBackend: 'web' }), service('web')],
    [`${at}/`, '503 | 404 | 503 | 503 | 503'],
  ),
  'default-two': example(
    [ingress('zzz', [], { day: 1, defaultBackend: 'old' }), ingress('aaa', [], { day: 2, defaultBackend: 'late' })],
    [`${at}/`, 'old | old | late | old | late'],
  ),
};
