import { load, type ValidatedDocument, validate } from '../../index.ts';
import { toJson } from '../../report/json.ts';
import { count } from '../../report/plural.ts';
import { validateText } from '../../report/validate-text.ts';
import type { Command } from '../command.ts';
import { exitCodeOf } from '../input/inputs-report.ts';
import { deliver, lookOf } from '../output/deliver.ts';
import { prepare } from '../prepare.ts';

/** `ksvc validate`: exit code 1 when a document would be rejected. */
export const validateCommand: Command = async (args, io) => {
  const prepared = await prepare(args, io, 'text');
  if (typeof prepared === 'number') return prepared;
  const { targets, options, inputs } = prepared;
  const all = validate(load(inputs.sources, options)).documents;
  const documents = all.filter((document) => !(isNoManifest(document) && inputs.searched.has(document.at.file)));
  const rejected = documents.filter(({ verdict }) => verdict === 'rejected');

  const shown = args.flags.quiet ? rejected : documents;
  const written = await deliver(targets, io, async (target) => {
    if (target.format === 'json') return toJson({ version: 1, documents: shown });
    return validateText(shown, (await lookOf(target, args, io)).paint);
  });
  const isJson = targets.some(({ file, format }) => file === undefined && format === 'json');
  if (!args.flags.quiet && !isJson) io.err.write(`${tally(documents)}\n`);
  if (!written) return 2;
  return exitCodeOf(rejected.length > 0 ? 1 : 0, inputs, documents.length > 0);
};

/** Neither apiVersion nor kind: in a directory that is a values.yaml or a workflow, not a broken manifest. */
function isNoManifest({ object, verdict, code }: ValidatedDocument): boolean {
  return object === null && verdict === 'rejected' && code === undefined;
}

/** `3 documents: 2 accepted, 1 rejected`. */
function tally(documents: readonly ValidatedDocument[]): string {
  if (documents.length === 0) return 'note: no Kubernetes objects found';
  const of = (wanted: ValidatedDocument['verdict']): number =>
    documents.filter(({ verdict }) => verdict === wanted).length;
  const unchecked = of('unchecked');
  const parts = [`${of('accepted')} accepted`, `${of('rejected')} rejected`];
  if (unchecked > 0) parts.push(`${unchecked} not checked`);
  return `${count(documents.length, 'document')}: ${parts.join(', ')}`;
}
