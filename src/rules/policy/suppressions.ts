import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { suppressionWords } from '../../diagnostics/suppression-comments.ts';
import type { Cluster } from '../../model/cluster.ts';
import { nearest } from '../../text/nearest.ts';
import type { Source } from '../../text/source.ts';
import type { YamlDocument } from '../../yaml/document.ts';
import type { Context, Details, Messages, Rule } from '../define-rule.ts';
import { contextOf, startRun } from '../engine/rule-run.ts';
import { rule as invalid } from '../suppression-invalid.ts';
import { rule as unused } from '../suppression-unused.ts';
import { type IgnoreAnnotation, ignoreAnnotationsOf } from './annotations.ts';
import { commentsOf, type Suppression, type TreeOf } from './comments.ts';

/** What the files themselves say about what not to report. */
export interface Suppressions {
  /** Whether a comment or an annotation keeps a diagnostic quiet; it is then used. */
  quiets(diagnostic: Diagnostic, source: Source, line: number): boolean;
  /** What is wrong with them, once every diagnostic was asked about. */
  complaints(): readonly Diagnostic[];
}

/** What a caller knows beside the files. */
export interface SuppressionOptions {
  readonly known: readonly Rule[];
  /** Rules that were run in a file: of others nobody can tell whether they would have found anything. */
  wasRun(rule: string, file: string): boolean;
  readonly treeOf: TreeOf;
  readonly needsReasons: boolean;
}

/** The comments and annotations of a cluster's files. */
export function suppressionsOf(cluster: Cluster, options: SuppressionOptions): Suppressions {
  const comments = commentsOf(cluster, options.treeOf);
  const annotations = ignoreAnnotationsOf(cluster);
  const used = new Map<Suppression | IgnoreAnnotation, Set<string>>();
  const use = (suppression: Suppression | IgnoreAnnotation, rule: string): void => {
    const rules = used.get(suppression);
    if (rules) rules.add(rule);
    else used.set(suppression, new Set([rule]));
  };
  return {
    quiets({ rule, object, where }, source, line) {
      let quiet = false;
      for (const suppression of comments.get(source) ?? []) {
        if (!suppression.comment.rules.some(({ id }) => id === rule) || !suppression.covers(line)) continue;
        use(suppression, rule);
        quiet = true;
      }
      const about = object ?? ('object' in where ? where.object : undefined);
      for (const annotation of annotations) {
        if (annotation.object !== about || !annotation.rules.includes(rule)) continue;
        use(annotation, rule);
        quiet = true;
      }
      return quiet;
    },
    complaints() {
      const run = startRun(cluster);
      // Nobody knows what would be found in a document that cannot be read.
      const unread = new Set(cluster.documents.filter(isUnread).map(({ source }) => source.path));
      const judge = judgeOf(contextOf(run, invalid), contextOf(run, unused), {
        ...options,
        wasRun: (rule, file) => !unread.has(file) && options.wasRun(rule, file),
      });
      for (const suppression of [...comments.values()].flat()) judge.comment(suppression, used.get(suppression));
      for (const annotation of annotations) judge.annotation(annotation, used.get(annotation));
      return run.found;
    },
  };
}

function isUnread({ problems }: YamlDocument): boolean {
  return problems.some(({ kind }) => kind === 'syntax');
}

interface Judge {
  comment(suppression: Suppression, used: ReadonlySet<string> | undefined): void;
  annotation(annotation: IgnoreAnnotation, used: ReadonlySet<string> | undefined): void;
}

function judgeOf(
  { report: complain }: Context<Messages>,
  { report: say }: Context<Messages>,
  { known, wasRun, needsReasons }: SuppressionOptions,
): Judge {
  const ids = new Set(known.map(({ id }) => id));
  // The data of messages is checked where rules are defined; these two are called by name.
  const invalidly = complain as (message: string, data: object, details: Details) => void;
  const unusedly = say as typeof invalidly;
  return {
    comment({ comment, document }, used = new Set()) {
      const { word, rules, reason, start, end } = comment;
      const what = `ksvc-${word}`;
      const details = { where: { document, start, end } };
      if (!(suppressionWords as readonly string[]).includes(word)) {
        const near = nearest(word, suppressionWords);
        if (near !== undefined) invalidly('unknownWord', { word, near }, { ...details, help: `Write # ksvc-${near}.` });
        return;
      }
      for (const { id, start: from, end: to } of rules) {
        const at = { where: { document, start: from, end: to } };
        if (!ids.has(id)) invalidly('unknownRule', { rule: id, near: nearest(id, ids) }, at);
        else if (word !== 'enable' && !used.has(id) && wasRun(id, document.source.path)) {
          unusedly('comment', { rule: id, scope: scopes[word] ?? 'here' }, at);
        }
      }
      if (word === 'enable') return;
      if (rules.length === 0) invalidly('noRule', { what }, details);
      else if (needsReasons && reason === '') invalidly('noReason', { what }, { ...details, help: reasonHelp });
    },
    annotation({ object, path, rules, reason }, used = new Set()) {
      const details = { where: { object, path, part: 'value' as const }, object };
      const what = 'annotation ksvc.dev/ignore';
      for (const id of rules) {
        if (!ids.has(id)) invalidly('unknownRule', { rule: id, near: nearest(id, ids) }, details);
        else if (!used.has(id) && wasRun(id, object.document.source.path))
          unusedly('annotation', { rule: id }, details);
      }
      if (rules.length === 0)
        invalidly('noRule', { what }, { ...details, help: 'Name rules: ksvc.dev/ignore: rule, rule.' });
      else if (needsReasons && reason === '') {
        invalidly('noReason', { what }, { ...details, help: 'Write it in the annotation ksvc.dev/ignore-reason.' });
      }
    },
  };
}

const scopes: Readonly<Record<string, string>> = {
  'disable-next-line': 'in the next line',
  ignore: 'in the line that it is for',
  disable: 'from here on',
  'disable-file': 'in this file',
};

const reasonHelp = 'Write it at the end: -- reason.';
