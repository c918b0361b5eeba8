import { nearest } from '../../text/nearest.ts';
import { evidence } from '../evidence.ts';
import type { NearMiss } from '../hop.ts';
import { isWildcard } from './host-pattern.ts';
import { elementsOf } from './path-prefix.ts';
import type { RulePath } from './rule-paths.ts';

const shown = 3;

/** Of answers that nothing came near to, or that leave nothing to explain. */
export function noNearMisses(): readonly NearMiss[] {
  return [];
}

/** Hosts of rules that are nearly the one that was asked for: the most labels in common first. */
export function hostNearMisses(paths: readonly RulePath[], host: string): NearMiss[] {
  const byHost = new Map<string, RulePath>();
  for (const path of paths) if (path.host !== '' && !byHost.has(path.host)) byHost.set(path.host, path);
  return [...byHost.values()]
    .map((path) => ({ path, ...compareHosts(path.host, host) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, shown)
    .map(({ path, text }) => evidence(text, path.ingress.object, [...path.rule, 'host']));
}

/** Paths that nearly take the path that was asked for: the most elements in common first. */
export function pathNearMisses(paths: readonly RulePath[], requested: string): NearMiss[] {
  return paths
    .filter(({ path }) => path !== '')
    .map((path) => ({ path, ...comparePaths(path, requested) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, shown)
    .map(({ path, text }) => evidence(text, path.ingress.object, [...path.at, 'path']));
}

function compareHosts(pattern: string, host: string): { score: number; text: string } {
  const wanted = pattern.split('.').reverse();
  const labels = host.split('.').reverse();
  let common = 0;
  while (common < Math.min(wanted.length, labels.length) && wanted[common] === labels[common]) common++;
  if (isWildcard(pattern) && common === wanted.length - 1) {
    const left = labels.length - common;
    const text = left === 0 ? 'does not cover the name itself' : `covers one label, ${host} has ${left} before it`;
    return { score: common, text: `${pattern} ${text}` };
  }
  // A top-level domain alone is nothing in common.
  if (common >= 2) return { score: common, text: `${pattern} differs in ${differing(wanted[common], labels[common])}` };
  return nearest(host, [pattern])
    ? { score: 1, text: `${pattern} is spelled nearly the same` }
    : { score: 0, text: '' };
}

function comparePaths({ path, pathType, backend }: RulePath, requested: string): { score: number; text: string } {
  const name = `${path} ${pathType}`;
  const wanted = elementsOf(path);
  const elements = elementsOf(requested);
  if (path === requested && !backend?.service) {
    return { score: wanted.length + 1, text: `${name} has a backend that names no Service` };
  }
  let common = 0;
  while (common < Math.min(wanted.length, elements.length) && wanted[common] === elements[common]) common++;
  const [expected, found] = [wanted[common], elements[common]];
  if (expected === undefined) {
    return { score: common, text: `${name} takes only ${path}` };
  }
  if (found === undefined) return { score: common, text: `${name} needs "${expected}" in element ${common + 1}` };
  const near = nearest(found, [expected]) !== undefined;
  const text = `${name} differs in element ${common + 1} ("${found}", not "${expected}")`;
  return { score: common + (near || found.startsWith(expected) ? 0.5 : 0), text };
}

function differing(wanted: string | undefined, found: string | undefined): string {
  if (wanted === undefined) return `"${found}", which it does not have`;
  return found === undefined ? `"${wanted}", which is missing` : `"${wanted}", not "${found}"`;
}
