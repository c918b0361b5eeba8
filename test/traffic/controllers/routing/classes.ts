import { type Examples, example } from './example.ts';
import { ingress, ingressClass } from './objects.ts';

const at = 'http://a.example.com/';
const rules = ['a.example.com Prefix / web'];
const annotated = (value: string, className: string | null = null) =>
  ingress('web', rules, { className, annotations: { 'kubernetes.io/ingress.class': value } });
const other = ingressClass('other', 'example.com/other');

/** Which Ingresses are taken. */
export const classExamples: Examples = {
  'class-none': example([ingress('web', rules, { className: null })], [at, '404 | web | 404 | 404 | web']),
  'class-annotation': example([annotated('OWN')], [at, 'web | web | 404 | web | web']),
  'class-annotation-empty': example([annotated('')], [at, '404 | web | 404 | 404 | web']),
  'class-of-same-controller': example(
    [ingress('web', rules, { className: 'second' }), ingressClass('second', 'OWN-CONTROLLER')],
    [at, 'web | web | 404 | web | 404'],
  ),
  'class-of-nothing': example([ingress('web', rules, { className: 'nobody' })], [at, '404 | 404 | 404 | 404 | 404']),
  'class-default-own': example(
    [ingress('web', rules, { className: null }), ingressClass('OWN', 'OWN-CONTROLLER', true)],
    [at, 'web | web | web | web | web'],
  ),
  'class-annotation-own-field-other': example([annotated('OWN', 'other'), other], [at, '404 | 404 | 404 | web | web']),
  'class-annotation-other-field-own': example([annotated('other', 'OWN'), other], [at, 'web | web | web | 404 | 404']),
};
