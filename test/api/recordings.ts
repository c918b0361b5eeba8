import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../../src/api/decode.ts';
import { judge } from '../../src/api/judge.ts';
import { type ApiServer, defaultApiServer, type Judgement } from '../../src/api/judgement.ts';
import { readObjects } from '../../src/objects/read-objects.ts';
import { readDocuments } from '../../src/yaml/read.ts';

/** What a real kube-apiserver v1.37.2 answered to one manifest. */
export interface Recording {
  readonly id: string;
  readonly kind: string;
  readonly manifest: string;
  readonly verdict: 'accepted' | 'rejected';
  readonly code: number;
  readonly message?: string;
  readonly causes?: readonly { readonly field: string; readonly type: string; readonly message: string }[];
  readonly strict?: readonly string[];
  readonly warnings?: readonly string[];
  readonly defaulted?: { readonly [key: string]: unknown };
  readonly client?: string;
  /** Set where the server had other settings. */
  readonly variant?: 'emulated-1.34' | 'single-stack';
}

export const kinds = ['service', 'endpoints', 'endpointslice', 'ingress', 'ingressclass'] as const;

/** The part of the recordings that comes with the repository. */
export const fixtures: string = join(import.meta.dirname, '../../fixtures/api');

/** All recordings, where they are at hand. */
export const oracle: string = join(import.meta.dirname, '../../../shared/oracle/api');

export const hasOracle: boolean = existsSync(oracle);

export function readRecordings<T = Recording>(folder: string, name: string): readonly T[] {
  const lines = readFileSync(join(folder, `${name}.jsonl`), 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}

/** Whether the manifest alone decides the answer: neither a client nor what else was in the cluster had a part in it. */
export function isDecidedByManifest({ client, message = '' }: Recording): boolean {
  if (client !== undefined || /^namespaces "[a-z0-9-]+" not found$/.test(message)) return false;
  // Held by prod/taken and default/kubernetes of the recorded cluster.
  return !/(?:NodePort 32000|nodePort: Invalid value: 32000|failed to allocate IP 10\.96\.0\.10?): provided/.test(
    message,
  );
}

/** Whether the text does not show which endpoint it was sent to: its kind is no text. */
export function namesNoKind({ message = '' }: Recording): boolean {
  return /cannot unmarshal \w+ into Go struct field \.kind /.test(message);
}

export const servers: Readonly<Record<NonNullable<Recording['variant']>, ApiServer>> = {
  'emulated-1.34': { ...defaultApiServer, minor: 34, release: 37 },
  'single-stack': { ...defaultApiServer, families: ['IPv4'], serviceCidrs: ['10.96.0.0/16'] },
};

/** Our judgement of the first object of a text, undefined when it holds none; `lax` drops what is not strict. */
export function judgeText(text: string, server: ApiServer = defaultApiServer, lax = false): Judgement | undefined {
  let judgement: Judgement | undefined;
  let isFirst = true;
  readDocuments({ path: 'manifest.yaml', text }, (document, root) => {
    if (root && isFirst) {
      readObjects(document, root, (object, node) => {
        const decoded = decode(node, object.apiVersion, object.kind);
        judgement ??= lax
          ? judge({ ...object, document: { ...document, problems: [] } }, { ...decoded, strict: [] }, server)
          : judge(object, decoded, server);
      });
    }
    isFirst = false;
  });
  return judgement;
}

/** An answer in the form in which recordings and judgements are compared. */
export interface Answer {
  readonly verdict: string;
  readonly code: number | undefined;
  readonly message: string;
  readonly causes: readonly string[];
  readonly strict: readonly string[];
  readonly warnings: readonly string[];
  readonly defaulted: unknown;
}

export function recordedAnswer(recording: Recording): Answer {
  const { verdict, code, message = '', causes = [], strict = [], warnings = [], defaulted } = recording;
  const { generatedNameLength: _recorder, ...stored } = defaulted ?? {};
  return {
    verdict,
    code,
    message: comparable(message),
    // A 500 has causes without field and type.
    causes: code === 422 ? causes.map(causeText).sort() : [],
    strict,
    warnings,
    ...(verdict === 'accepted' ? { defaulted: shortened(stored) } : { defaulted: undefined }),
  };
}

export function judgedAnswer({ verdict, code, message = '', causes, strict, warnings, defaulted }: Judgement): Answer {
  return {
    verdict,
    code,
    message: comparable(message),
    causes: causes.map(causeText).sort(),
    strict: strict.map((problem) => problem.message),
    warnings: warnings.map((warning) => warning.message),
    defaulted: shortened(defaulted),
  };
}

function causeText({ field, type, message }: { field: string; type: string; message: string }): string {
  return comparable(`${field} ${type} ${message}`);
}

/** The port that the server happened to pick is a placeholder with us. */
export function comparable(text: string): string {
  return text.replace(/nodePort(:| \w+) Duplicate value: (?:\d+|<allocated>)/g, 'nodePort$1 Duplicate value: <port>');
}

/** The recordings hold only the length of very long annotations. */
export function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.length > 4000 ? `<${value.length} chars>` : value;
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shortened(part)]));
}
