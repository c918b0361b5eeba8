import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type Cluster, load, type Trace, trace } from '../../src/index.ts';
import { modelOf } from '../../src/model/model.ts';
import { parseTarget } from '../../src/traffic/target.ts';
import { traceAll } from '../../src/traffic/trace-all.ts';

/** Manifests of well-known projects, when they are at hand. */
export const corpus: string = resolve(import.meta.dirname, '../../../shared/corpus');

/** The files of one folder, as they would be applied. */
export interface FolderSet {
  readonly folder: string;
  readonly cluster: Cluster;
}

/** A thing to ask a folder for, and the way to do it. */
export interface CorpusTarget {
  readonly folder: string;
  readonly text: string;
  ask(): readonly Trace[];
}

/** Each project with all of its folders as one set. */
export function wholeProjects(root: string): FolderSet[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const files = readdirSync(join(root, name), { recursive: true, encoding: 'utf8' });
      const sources = files
        .filter((path) => /\.(ya?ml|json)$/.test(path))
        .sort()
        .map((path) => ({ path, text: readFileSync(join(root, name, path), 'utf8') }));
      return { folder: `${name}/**`, cluster: load(sources) };
    });
}

/** Every folder below one that holds manifests: each is a set of its own. */
export function foldersBelow(root: string): FolderSet[] {
  if (!existsSync(root)) return [];
  const folders = [root];
  for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
    if (entry.isDirectory()) folders.push(join(entry.parentPath, entry.name));
  }
  return folders.sort().flatMap((folder) => {
    const sources = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
      .map(({ name }) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));
    return sources.length === 0 ? [] : [{ folder: relative(root, folder) || '.', cluster: load(sources) }];
  });
}

/** Each port of each Service. */
export function serviceTargets({ folder, cluster }: FolderSet): CorpusTarget[] {
  const found = new Map<string, CorpusTarget>();
  for (const { name, namespace, value } of modelOf(cluster).services.all) {
    const ports = (value.spec?.ports ?? []).map(({ port }) => `:${port}`);
    for (const port of ports.length === 0 ? [''] : ports) {
      const text = `svc/${name}.${namespace}${port}`;
      const target = parseTarget(text);
      // A name that the API server refuses is no target.
      if (target.kind !== 'problem') {
        found.set(text, { folder, text, ask: () => traceAll(cluster, target, {}, [undefined]) });
      }
    }
  }
  return [...found.values()];
}

/** Each host and path of each Ingress, with both schemes. */
export function ingressTargets({ folder, cluster }: FolderSet, controller?: string): CorpusTarget[] {
  const found = new Map<string, CorpusTarget>();
  for (const { value } of modelOf(cluster).ingresses.all) {
    const { rules = [], defaultBackend } = value.spec ?? {};
    for (const { host = '', http } of defaultBackend ? [...rules, {}] : rules) {
      for (const { path = '/' } of http?.paths ?? [{}]) {
        for (const scheme of ['http', 'https'] as const) {
          const name = host === '' ? 'any.example.com' : host.replace(/^\*/, 'any');
          const text = `${scheme}://${name}${path}`;
          const ask = (): readonly Trace[] => [
            trace(cluster, { scheme, host: name, path }, controller === undefined ? {} : { controller }),
          ];
          found.set(text, { folder, text, ask });
        }
      }
    }
  }
  return [...found.values()];
}
