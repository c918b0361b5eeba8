import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/diagnostics/finding.ts';
import { lint, load } from '../../src/index.ts';
import { controllers } from '../../src/traffic/controllers/index.ts';
import { type CompiledCase, fixtureCases, modelOfCase, oracleCases } from '../traffic/controllers/compiled.ts';

/** What a controller leaves out, whatever it does it for, is said with the place and what to do. */
function unsaid(id: 'kong' | 'alb' | 'gce' | 'agic', each: CompiledCase): string[] {
  const controller = controllers.find((known) => known.id === id);
  if (!controller) throw new Error(`no controller ${id}`);
  const { model, taken } = modelOfCase(controller, each);
  const table = controller.compile(model, taken);
  const objections = controller.objections?.(table) ?? [];
  const refusals = controller.refusals?.(table) ?? [];
  for (const { remedy } of [...objections, ...refusals]) expect(remedy).toMatch(/^[A-Z].*\.$/);
  const leftOut = (controller.leftOut?.(table) ?? []).filter(({ text }) => !bySomebodyElse.test(text));
  if (leftOut.length === 0 || refusedByServer.has(each.id)) return [];
  const { findings } = lint(load([{ path: `${each.id}.yaml`, text: each.manifests }], { complete: true }));
  expect(findings.filter(({ message }) => message.includes('crashed'))).toEqual([]);
  const isSaid = findings.some((finding) => rules.has(finding.rule) && isOfWeight(finding));
  return isSaid || !isAsked(each.manifests, id) ? [] : [`${each.id}: ${leftOut[0]?.text}`];
}

/** Annotation and field name different classes: no such Ingress is ever created. */
const refusedByServer: ReadonlySet<string> = new Set(['class-both-agree-annotation']);

/** Another Ingress has the same claim, which is no mistake of this one; and a feature that may be on. */
const bySomebodyElse = /is older$|needs a feature gate/;

const rules: ReadonlySet<string> = new Set([
  'ingress-controller-not-serving',
  'ingress-left-out',
  'alb-instance-target-needs-nodeport',
  'gce-backend-needs-nodeport-or-neg',
  'annotation-value-invalid',
  'annotation-reference-not-found',
  'ingress-backend-service-not-found',
  'ingress-backend-port-not-found',
  'ingress-backend-port-is-target-port',
  'ingress-backend-wrong-namespace',
  'ingress-backend-invalid',
  'ingress-path-glob',
  'ingress-path-invalid',
  'ingress-rule-without-http',
  'ingress-tls-secret-not-found',
  'ingress-tls-secret-invalid',
  'ingress-tls-secret-wrong-namespace',
  'ingress-host-invalid',
  'invalid-field-value',
]);

function isOfWeight({ severity }: Finding): boolean {
  return severity !== 'info';
}

/** Lint infers the controller: some cases are of Ingresses that only --controller gives to this one. */
function isAsked(manifests: string, id: string): boolean {
  return id === 'gce' ? /ingress\.class['"]?: ['"]?gce/.test(manifests) : true;
}

describe.each(['kong', 'alb', 'gce', 'agic'] as const)('what %s leaves out is a finding with a remedy', (id) => {
  test('in the cases of the repository', () => {
    expect(fixtureCases<CompiledCase>(id).flatMap((each) => unsaid(id, each))).toEqual([]);
  });

  const all = oracleCases<CompiledCase>(id);
  (all.length > 0 ? test : test.skip)('in all cases', () => {
    expect(all.flatMap((each) => unsaid(id, each))).toEqual([]);
  });
});
