import { describe, expect, test } from '@jest/globals';
import { annotationExamples } from './routing/annotations.ts';
import { backendExamples } from './routing/backends.ts';
import { certificateExamples } from './routing/certificates.ts';
import { classExamples } from './routing/classes.ts';
import { conflictExamples } from './routing/conflicts.ts';
import { contourExamples } from './routing/contour.ts';
import { defaultExamples } from './routing/defaults.ts';
import { answeredOf, type Examples, expectedOf } from './routing/example.ts';
import { haproxyExamples } from './routing/haproxy.ts';
import { jcmoraisjrExamples } from './routing/haproxy-jcmoraisjr.ts';
import { hostExamples } from './routing/hosts.ts';
import { ingressNginxExamples } from './routing/ingress-nginx.ts';
import { outageExamples } from './routing/outages.ts';
import { pathExamples } from './routing/paths.ts';
import { tlsExamples } from './routing/tls.ts';
import { traefikExamples } from './routing/traefik.ts';
import { routingFacts } from './routing-facts.ts';

const parts: readonly Examples[] = [
  hostExamples,
  pathExamples,
  conflictExamples,
  backendExamples,
  defaultExamples,
  tlsExamples,
  certificateExamples,
  classExamples,
  outageExamples,
  annotationExamples,
  ingressNginxExamples,
  contourExamples,
  haproxyExamples,
  jcmoraisjrExamples,
  traefikExamples,
];
const examples = new Map(parts.flatMap((part) => Object.entries(part)));
const facts = Object.entries(routingFacts);

describe('facts about routing', () => {
  test.each(facts)('%s', (id, { of }) => {
    const example = examples.get(id);
    if (!example) throw new Error(`${id} has no example in test/traffic/controllers/routing/`);
    const expected = expectedOf(example);
    const shown = new Set(Object.values(expected).flatMap((answers) => Object.keys(answers)));
    expect(of.filter((each) => !shown.has(each))).toEqual([]);
    expect(answeredOf(example)).toEqual(expected);
  });

  test('every example is of a fact, and of one only', () => {
    const ids = parts.flatMap((part) => Object.keys(part));
    expect([...ids].sort()).toEqual(facts.map(([id]) => id).sort());
  });
});
