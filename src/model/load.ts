import { type Decoded, decode, decodeValue } from '../api/decode.ts';
import { judge } from '../api/judge.ts';
import type { ApiServer, Judgement } from '../api/judgement.ts';
import type { KubeObject } from '../objects/kube-object.ts';
import { type ObjectProblem, readObjects, takeObjects } from '../objects/read-objects.ts';
import { nodeAt } from '../objects/where.ts';
import type { Source } from '../text/source.ts';
import { blockValueReader } from '../yaml/block/value-reader.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { FieldPath } from '../yaml/field-path.ts';
import type { YamlNode } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read.ts';
import type { MappingValue } from '../yaml/value.ts';
import type { Cluster, LoadedObject } from './cluster.ts';
import { asLive } from './live.ts';
import { type Options, serverOf } from './options.ts';

/** Reads and decodes sources once for all questions. One tree is held at a time: positions are found again when needed. */
export function load(sources: readonly Source[], options: Options = {}): Cluster {
  const server = serverOf(options);
  const documents: YamlDocument[] = [];
  const objects: LoadedObject[] = [];
  const strays: ObjectProblem[] = [];
  const templates = templatePaths(options.podTemplates);
  const made = (object: KubeObject, decoded: Decoded): LoadedObject => {
    const one = loaded(object, decoded, server);
    return templates ? withTemplatePath(one, templates) : one;
  };
  const take = (document: YamlDocument, value: MappingValue): boolean => {
    const before = objects.length;
    const isTaken = takeObjects(document, value, (object, own) => {
      const decoded = decodeValue(own, object.apiVersion, object.kind, () => nodeAt(object, []));
      if (decoded) objects.push(made(object, decoded));
      return decoded !== undefined;
    });
    if (isTaken) documents.push(document);
    else objects.length = before;
    return isTaken;
  };
  const visit = (document: YamlDocument, root: YamlNode | null | undefined): void => {
    documents.push(document);
    if (!root) return;
    const found = readObjects(document, root, (object, node) => {
      objects.push(
        made(
          object,
          decode(node, object.apiVersion, object.kind, () => nodeAt(object, [])),
        ),
      );
    });
    strays.push(...found);
  };
  const readValue = blockValueReader();
  for (const source of sources) readDocuments(source, visit, take, readValue);
  const cluster = { sources, documents, objects, strays, server, complete: false, ...outsideOf(options) };
  return options.live ? asLive(cluster) : cluster;
}

/** The same files seen by another API server, without reading them again. */
export function withOptions(cluster: Cluster, options: Options): Cluster {
  const server = serverOf(options);
  const templates = templatePaths(options.podTemplates ?? cluster.podTemplates);
  const other: Cluster = {
    ...cluster,
    server,
    ...outsideOf(options),
    objects: cluster.objects.map((object) => {
      const one = loaded(object, object.decoded, server);
      return templates ? withTemplatePath(one, templates) : one;
    }),
  };
  return options.live ? asLive(other) : other;
}

/** What options say about objects outside the set. */
function outsideOf(given: Options): Partial<Cluster> {
  const { complete, external, assumed, podTemplates, controllerOptions, live: _live, ...options } = given;
  return {
    ...(typeof complete === 'boolean' && { complete }),
    ...(typeof complete === 'object' && { complete: false, completeness: complete }),
    ...(external && { external }),
    ...(podTemplates && { podTemplates }),
    ...(controllerOptions && { controllerOptions }),
    ...(assumed && { assumed: load(assumed, options).objects }),
  };
}

/** The ways to the pod templates by kind; undefined when nobody has said any. */
function templatePaths(templates: Options['podTemplates']): ReadonlyMap<string, FieldPath> | undefined {
  if (!templates || templates.length === 0) return undefined;
  return new Map(templates.map(({ kind, path }) => [kind, path.split('.')]));
}

/** Kinds of Kubernetes itself are known better, and a kind of the same name may be another one. */
function withTemplatePath(object: LoadedObject, templates: ReadonlyMap<string, FieldPath>): LoadedObject {
  const templatePath = object.decoded.known ? undefined : templates.get(object.kind);
  return templatePath ? { ...object, templatePath } : object;
}

function loaded(object: KubeObject, decoded: Decoded, server: ApiServer): LoadedObject {
  const { apiVersion, kind, name, namespace, document, path } = object;
  let judgement: Judgement | undefined;
  // Written out: spreading takes several times as long, and this is done for each object.
  return {
    apiVersion,
    kind,
    name,
    namespace,
    document,
    path,
    decoded,
    judgement() {
      judgement ??= judge(object, decoded, server);
      return judgement;
    },
  };
}
