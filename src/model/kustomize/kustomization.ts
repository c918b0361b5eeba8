import { isMapping } from '../../objects/json.ts';
import type { StringMap } from '../../objects/kinds/meta.ts';
import type { Json } from '../../objects/kube-object.ts';
import { directoryOf, fileNameOf, resolvePath } from '../../text/file-path.ts';
import type { Cluster } from '../cluster.ts';
import { isRemote, kustomizationFiles } from './files.ts';

/** What a kustomization does to all of its resources, as far as it is plain from its file alone. */
export interface Kustomization {
  /** Where it stands; it is named by this. */
  readonly directory: string;
  /** The files and directories that it lists, without those from elsewhere. */
  readonly resources: readonly string[];
  /** '' for none. */
  readonly namespace: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly labels: readonly AddedLabels[];
  readonly annotations: StringMap;
  /** It has parts that only a build shows: patches, components, generators, resources from elsewhere. */
  readonly needsBuild: boolean;
}

/** Labels that a kustomization adds, and where. */
export interface AddedLabels {
  readonly pairs: StringMap;
  readonly selectors: boolean;
  readonly templates: boolean;
}

/** The kustomizations among the files of a cluster; most have none. */
export function kustomizationsIn(cluster: Cluster): Kustomization[] {
  let files: Set<string> | undefined;
  for (const { path } of cluster.sources) {
    if (!kustomizationFiles.has(fileNameOf(path))) continue;
    files ??= new Set();
    files.add(path);
  }
  if (!files) return [];
  const found: Kustomization[] = [];
  for (const { document, decoded } of cluster.objects) {
    const { path } = document.source;
    if (files.has(path)) found.push(read(directoryOf(path), decoded.value));
  }
  return found;
}

function read(directory: string, value: { readonly [key: string]: Json }): Kustomization {
  const has = (field: string): boolean => listOf(value[field]).length > 0;
  const listed = [...listOf(value.resources), ...listOf(value.bases)].filter((entry) => typeof entry === 'string');
  const own = listed.filter((entry) => !isRemote(entry));
  const labels: AddedLabels[] = listOf(value.labels).map((entry) => {
    const { pairs, includeSelectors, includeTemplates } = mapOf(entry);
    const selectors = includeSelectors === true;
    return { pairs: textsOf(pairs), selectors, templates: selectors || includeTemplates === true };
  });
  labels.push({ pairs: textsOf(value.commonLabels), selectors: true, templates: true });
  return {
    directory,
    resources: own.map((entry) => resolvePath(directory, entry.replace(/\/$/, ''))),
    namespace: textOf(value.namespace),
    prefix: textOf(value.namePrefix),
    suffix: textOf(value.nameSuffix),
    labels: labels.filter(({ pairs }) => Object.keys(pairs).length > 0),
    annotations: textsOf(value.commonAnnotations),
    needsBuild: own.length < listed.length || built.some(has),
  };
}

const built: readonly string[] = [
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'replacements',
  'components',
  'generators',
  'transformers',
  'helmCharts',
  'secretGenerator',
  'configMapGenerator',
];

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function mapOf(value: Json | undefined): { readonly [key: string]: Json } {
  return isMapping(value) ? value : {};
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function textsOf(value: Json | undefined): StringMap {
  return Object.fromEntries(
    Object.entries(mapOf(value)).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
  );
}
