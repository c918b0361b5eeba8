import { validate } from '../../src/index.ts';
import {
  comparable,
  isDecidedByManifest,
  kinds,
  namesNoKind,
  type Recording,
  readRecordings,
  shortened,
} from '../api/recordings.ts';
import { canonical, type Exam, tally } from './exam.ts';

/** What a real kube-apiserver answered to single manifests, against `validate`. */
export const api: Exam = {
  name: 'api',
  subject: 'validate: the answers of kube-apiserver 1.37 to single manifests',
  run(folder) {
    const { add, agreements } = tally();
    for (const kind of kinds) {
      for (const recording of readRecordings(folder, kind)) {
        if (isDecidedByManifest(recording)) compare(kind, recording, add);
      }
    }
    return agreements();
  },
};

type Add = ReturnType<typeof tally>['add'];

function compare(kind: string, recorded: Recording, add: Add): void {
  // Of several documents the server read the first.
  const answer = validate([{ path: 'manifest.yaml', text: recorded.manifest }]).documents[0];
  const differs = (ours: unknown, theirs: unknown) => (): string =>
    `recorded ${canonical(theirs)}, ours ${canonical(ours)}`;
  const check = (what: string, ours: unknown, theirs: unknown): void => {
    add(`${kind} ${what}`, recorded.id, canonical(ours) === canonical(theirs), differs(ours, theirs));
  };
  check('verdict', answer?.verdict, recorded.verdict);
  check('code', answer?.code, recorded.code);
  const fields = (causes: Recording['causes'] = []): string[] =>
    causes.map(({ field, type }) => `${field} ${type}`).sort();
  const texts = (causes: Recording['causes'] = []): string[] =>
    causes.map(({ field, message }) => comparable(`${field} ${message}`)).sort();
  if (recorded.code === 422) {
    check('fields and types', fields(answer?.causes), fields(recorded.causes));
    check('messages', texts(answer?.causes), texts(recorded.causes));
  }
  if (recorded.strict?.length) check('strict', answer?.strict, recorded.strict);
  if (recorded.warnings?.length && !namesNoKind(recorded)) check('warnings', answer?.warnings, recorded.warnings);
  if (recorded.defaulted) check('defaulted', shortened(answer?.defaulted), withoutRecorder(recorded.defaulted));
  if (
    (recorded as { schemaOnly?: { caught: boolean } }).schemaOnly?.caught === false &&
    recorded.verdict === 'rejected'
  ) {
    check('refused although a JSON schema finds nothing', answer?.verdict, 'rejected');
  }
}

function withoutRecorder({ generatedNameLength: _length, ...stored }: { readonly [key: string]: unknown }): unknown {
  return stored;
}
