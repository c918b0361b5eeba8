import type { Cluster } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import { requestsOfIngress } from '../http/ingress-requests.ts';
import type { Outcome } from '../outcome.ts';
import { ingressesOf } from '../serving.ts';
import { traceCluster } from '../trace.ts';
import type { Expected, ExpectedRequest, RouteTest } from './expectation.ts';

/** A test for each host and path of each Ingress, from what is true today; what cannot be told is left out. */
export function recordTests(cluster: Cluster, controller?: string): RouteTest[] {
  const model = modelOf(cluster);
  const seen = new Set<string>();
  const tests: RouteTest[] = [];
  for (const { name, namespace } of ingressesOf(model)) {
    const found = requestsOfIngress(model, name, namespace);
    for (const request of 'requests' in found ? found.requests : []) {
      const { outcome } = traceCluster(cluster, request, { controller });
      const expect = expectedOf(outcome);
      if (!expect || !('scheme' in request)) continue;
      const written: ExpectedRequest = { url: `${request.scheme}://${request.host ?? ''}${request.path}` };
      if (seen.has(written.url ?? '')) continue;
      seen.add(written.url ?? '');
      tests.push({ request: written, ...(controller !== undefined && { controller }), expect });
    }
  }
  return tests;
}

function expectedOf(outcome: Outcome): Expected | undefined {
  switch (outcome.kind) {
    case 'delivered':
      return { backend: outcome.backend };
    case 'redirected':
      return { status: outcome.status, location: outcome.location };
    case 'answered':
      return { status: outcome.status };
    case 'refused':
    case 'not-serving':
      return { outcome: outcome.kind };
    case 'unknown':
      return undefined;
  }
}

/** Tests as a table, ready to be kept in a file. */
export function tableText(tests: readonly RouteTest[], manifests: readonly string[]): string {
  const lines = ['# What is true today; written by ksvc test --record, checked by ksvc test.'];
  if (manifests.length > 0) lines.push('manifests:', ...manifests.map((path) => `  - ${quoted(path)}`));
  if (tests.length === 0) return `${[...lines, 'tests: []'].join('\n')}\n`;
  lines.push('tests:');
  for (const { request, controller, expect } of tests) {
    lines.push(`  - request: { url: ${quoted(request.url ?? '')} }`);
    if (controller !== undefined) lines.push(`    controller: ${quoted(controller)}`);
    const parts = Object.entries(expect).map(
      ([key, value]) => `${key}: ${typeof value === 'number' ? value : quoted(String(value))}`,
    );
    lines.push(`    expect: { ${parts.join(', ')} }`);
  }
  return `${lines.join('\n')}\n`;
}

/** Plain where YAML reads the same text; else quoted as JSON, which YAML reads too. */
function quoted(text: string): string {
  return /^[a-z][a-z0-9./_-]*$/i.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
