import { type Examples, example } from './example.ts';
import { ingress } from './objects.ts';

const a = 'a.example.com';
const exact = [ingress('web', [`${a} Prefix / web`])];
const wild = [ingress('web', ['*.example.com Prefix / web'])];
const levels = [
  ingress('web', [
    '* Prefix / any',
    '*.example.com Prefix / wild',
    '*.b.example.com Prefix / deep',
    `${a} Prefix / own`,
  ]),
];
const empty = { scheme: 'http', host: '', path: '/' } as const;

/** Which hosts a rule is for. */
export const hostExamples: Examples = {
  'host-case': example(exact, ['http://A.Example.COM/', 'web | web | web | web | web | web | web']),
  'host-case-wildcard': example(wild, ['http://X.Example.COM/', 'web | web | web | web | 404 | web | web']),
  'host-port': example(
    [...exact, ingress('other', ['*.shop.test Prefix / shop'])],
    ['http://a.example.com:8080/', 'web | web | web | web | web | web | web'],
    ['http://x.shop.test:8080/', 'shop | shop | shop | shop | shop | shop | shop'],
  ),
  'host-trailing-dot': example(
    [...exact, ingress('other', ['*.shop.test Prefix / shop'])],
    ['http://a.example.com./', 'web | web | 404 | 404 | 404 | web | web'],
    ['http://x.shop.test./', 'shop | shop | 404 | 404 | 404'],
  ),
  'host-empty': example(
    [ingress('web', [`${a} Prefix / web`, '* Prefix /open open'])],
    [{ ...empty, path: '/open' }, '400 | open | open | open | open'],
    [empty, '400 | 404 | 404 | 404 | 404'],
  ),
  'host-none': example(exact, [{ ...empty, host: null }, '400 | 400 | 404 | 404 | 400']),
  'host-wildcard-one-label': example(
    wild,
    ['http://x.example.com/', 'web | web | web | web | web | web | web'],
    ['http://x.y.example.com/', '404 | 404 | 404 | 404 | 404 | 404 | 404'],
    ['http://example.com/', '404 | 404 | 404 | 404 | 404 | 404 | 404'],
  ),
  'host-wildcard-empty-label': example(wild, ['http://.example.com/', '404 | web | web | 404 | 404']),
  'host-wildcard-literal': example(wild, ['http://*.example.com/', '404 | web | web | web | 404']),
  'host-wildcard-underscore': example(wild, ['http://my_shop.example.com/', 'web | web | web | web | 404']),
  'host-exact-beside-wildcard': example(
    levels,
    ['http://a.example.com/', 'own | own or wild | own | own | own | own or wild | own or wild'],
    ['http://b.example.com/', 'wild | wild | wild | wild | wild'],
  ),
  'host-wildcard-of-longer-text': example(
    [ingress('web', ['*.example.com Prefix /shop wild', `${a} Prefix / own`])],
    ['http://a.example.com/shop', 'own | wild | own | own | own | wild | wild'],
  ),
  'host-fall-through': example(
    [ingress('web', [`${a} Prefix /own own`, '*.example.com Prefix /wild wild', '* Prefix /any any'])],
    ['http://a.example.com/wild', '404 | wild | 404 | wild | 404 | wild | wild'],
    ['http://a.example.com/any', '404 | any | 404 | any | 404 | any | any'],
    ['http://b.example.com/any', '404 | any | 404 | any | 404 | any | any'],
  ),
  'host-below-nested-wildcard': example(levels, [
    'http://d.c.b.example.com/',
    'any | any | any | any | 404 | any | any',
  ]),
  'host-before-longer-path': example(
    [ingress('web', ['b.io Prefix / own', '* Prefix /a/rather/long/path any'])],
    ['http://b.io/a/rather/long/path', 'own | any | own | own | own'],
  ),
  'host-before-path': example(
    [ingress('web', [`${a} Prefix / own`, '* Prefix /foo/bar any'])],
    ['http://a.example.com/foo/bar', 'own | own | own | own | own | any | any'],
  ),
  'host-without-http': example(
    [ingress('web', [a], { defaultBackend: 'rest' })],
    ['http://a.example.com/', 'rest | 404 | rest | rest | rest'],
    ['http://other.test/', '404 | 404 | rest | rest | rest'],
  ),
};
