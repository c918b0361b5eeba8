import {
  type SuppressionComment,
  type SuppressionWord,
  suppressionComments,
} from '../../diagnostics/suppression-comments.ts';
import type { Cluster } from '../../model/cluster.ts';
import type { Source } from '../../text/source.ts';
import type { YamlDocument } from '../../yaml/document.ts';
import type { YamlNode } from '../../yaml/node.ts';

/** A comment with what it keeps quiet. */
export interface Suppression {
  readonly comment: SuppressionComment;
  readonly document: YamlDocument;
  /** Whether a finding of a rule that it names is quiet at a line. */
  covers(line: number): boolean;
}

/** Reads a document again. */
export type TreeOf = (document: YamlDocument) => YamlNode | null | undefined;

/** The comments of a cluster's sources, by source. */
export function commentsOf(cluster: Cluster, treeOf: TreeOf): ReadonlyMap<Source, readonly Suppression[]> {
  const found = new Map<Source, readonly Suppression[]>();
  for (const source of cluster.sources) {
    const comments = suppressionComments(source);
    if (comments.length === 0) continue;
    const documents = cluster.documents.filter((document) => document.source === source);
    const real = comments.flatMap((comment) => {
      // A comment may stand before the first document, or between two.
      const document = documents.findLast(({ start }) => start <= comment.start) ?? documents[0];
      return document && !isWithinScalar(treeOf(document), comment.start) ? [{ comment, document }] : [];
    });
    found.set(
      source,
      real.map(({ comment, document }, index) => ({
        comment,
        document,
        covers: coverOf(
          comment,
          real.slice(index + 1).map((other) => other.comment),
        ),
      })),
    );
  }
  return found;
}

function coverOf(comment: SuppressionComment, later: readonly SuppressionComment[]): Suppression['covers'] {
  switch (comment.word as SuppressionWord) {
    case 'ignore':
    case 'disable-next-line':
      return (line) => line === comment.target;
    case 'disable-file':
      return () => true;
    case 'disable': {
      const end = later.find(({ word, rules }) => word === 'enable' && endsAll(comment, rules));
      return (line) => line >= comment.line && (end === undefined || line <= end.line);
    }
    default:
      return () => false;
  }
}

/** `enable` without rules ends everything. */
function endsAll({ rules }: SuppressionComment, ended: SuppressionComment['rules']): boolean {
  return ended.length === 0 || rules.every(({ id }) => ended.some((other) => other.id === id));
}

/** What looks like a comment in a block scalar or a quoted text is a part of its text. */
function isWithinScalar(root: YamlNode | null | undefined, offset: number): boolean {
  return root ? holds(root, offset) : false;
}

function holds(node: YamlNode, offset: number): boolean {
  if (offset < node.start || offset >= node.end) return false;
  switch (node.kind) {
    case 'scalar':
      return true;
    case 'sequence':
      return node.items.some((item) => holds(item, offset));
    case 'mapping':
      return node.entries.some(({ value }) => holds(value, offset));
  }
}
