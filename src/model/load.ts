import { type Decoded, decode } from '../api/decode.ts';
import { judge } from '../api/judge.ts';
import type { ApiServer, Judgement } from '../api/judgement.ts';
import type { KubeObject } from '../objects/kube-object.ts';
import { type ObjectProblem, readObjects } from '../objects/read-objects.ts';
import { nodeAt } from '../objects/where.ts';
import type { Source } from '../text/source.ts';
import type { YamlDocument } from '../yaml/document.ts';
import type { YamlNode } from '../yaml/node.ts';
import { readDocuments } from '../yaml/read.ts';
import type { Cluster, LoadedObject } from './cluster.ts';
import { type Options, serverOf } from './options.ts';

/** Reads and decodes sources once for all questions. One tree is held at a time: positions are found again when needed. */
export function load(sources: readonly Source[], options: Options = {}): Cluster {
  const server = serverOf(options);
  const documents: YamlDocument[] = [];
  const objects: LoadedObject[] = [];
  const strays: ObjectProblem[] = [];
  for (const source of sources) {
    readDocuments(source, (document, root) => {
      documents.push(document);
      if (!root) return;
      const found = readObjects(document, root, (object, node) => {
        const again = (): YamlNode | undefined => nodeAt(object, []);
        objects.push(loaded(object, decode(node, object.apiVersion, object.kind, again), server));
      });
      strays.push(...found);
    });
  }
  return { sources, documents, objects, strays, server, complete: false, ...outsideOf(options) };
}

/** The same files seen by another API server, without reading them again. */
export function withOptions(cluster: Cluster, options: Options): Cluster {
  const server = serverOf(options);
  return {
    ...cluster,
    server,
    ...outsideOf(options),
    objects: cluster.objects.map((object) => loaded(object, object.decoded, server)),
  };
}

/** What options say about objects outside the set. */
function outsideOf({ complete, external, assumed, ...options }: Options): Partial<Cluster> {
  return {
    ...(typeof complete === 'boolean' && { complete }),
    ...(typeof complete === 'object' && { complete: false, completeness: complete }),
    ...(external && { external }),
    ...(assumed && { assumed: load(assumed, options).objects }),
  };
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
