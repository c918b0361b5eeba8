import type { Model } from '../../model/model.ts';
import { evidence } from '../evidence.ts';
import type { Evidence } from '../hop.ts';

/** The first rule that names a host, or the wildcard above it. */
export function ruleOfHost(model: Model, host: string): Evidence | undefined {
  let rules = known.get(model);
  if (!rules) {
    rules = new Map();
    for (const { value, object } of model.ingresses.all) {
      for (const [index, { host: written = '' }] of (value.spec?.rules ?? []).entries()) {
        const key = written.toLowerCase();
        if (key !== '' && !rules.has(key)) {
          rules.set(key, evidence(`host ${written}`, object, ['spec', 'rules', index, 'host']));
        }
      }
    }
    known.set(model, rules);
  }
  const name = host.toLowerCase();
  return rules.get(name) ?? rules.get(`*${name.slice(Math.max(0, name.indexOf('.')))}`);
}

const known = new WeakMap<Model, Map<string, Evidence>>();
