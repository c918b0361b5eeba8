// The picture of two sets, for those who ask for it: nothing of this is loaded for the picture of one.
import type { Cluster } from '../../model/cluster.ts';
import type { Model } from '../../model/model.ts';
import type { GraphOptions } from '../build/options.ts';
import type { Graph } from '../graph.ts';
import { fieldChanges } from './field-changes.ts';
import { merged } from './merge.ts';
import { partOf } from './part.ts';

/** What two sets are called. */
export interface SetNames {
  readonly before: string;
  readonly after: string;
}

/** How the graph of one set is made. It is handed in: a piece of its own would bring the whole model along once more. */
export interface GraphMaker {
  modelOf(cluster: Cluster): Model;
  wholeGraph(cluster: Cluster, options: GraphOptions): Graph;
  viewOf(whole: Graph, options: GraphOptions): Graph;
}

/** The graph of a set with what it has otherwise than an earlier one: what is new, what is gone, and what has changed. */
export function changedGraph(
  { modelOf, wholeGraph, viewOf }: GraphMaker,
  before: Cluster,
  after: Cluster,
  options: GraphOptions,
  names: SetNames,
): Graph {
  const { compareWith: _none, ...own } = options;
  // What is filtered out is not gone: the whole sets are compared.
  const { onlyNamespace, host, service, ...all } = own;
  const whole = merged(wholeGraph(before, all), wholeGraph(after, all), fieldChanges(modelOf(before), modelOf(after)));
  const isWhole = onlyNamespace === undefined && host === undefined && service === undefined;
  const graph = viewOf(isWhole ? whole : partOf(whole, wholeGraph(before, own), wholeGraph(after, own)), own);
  const count = (kind: string): number =>
    [...graph.nodes, ...graph.edges].filter(({ change }) => change?.kind === kind).length;
  return {
    ...graph,
    changes: { ...names, added: count('added'), removed: count('removed'), changed: count('changed') },
  };
}
