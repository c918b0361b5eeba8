import { toJson } from '../../src/objects/json.ts';
import type { Json } from '../../src/objects/kube-object.ts';
import type { YamlProblem } from '../../src/yaml/document.ts';
import type { YamlNode } from '../../src/yaml/node.ts';
import { readDocuments } from '../../src/yaml/read.ts';

/** A reading as the recordings have it. */
export interface Answer {
  readonly value?: string;
  readonly error?: string;
  readonly strict?: string;
}

/** What we read, in the words of the recordings. */
export function answerOf(root: YamlNode | null | undefined, problems: readonly YamlProblem[]): Answer {
  if (root === undefined) return { error: problems[0]?.server ?? 'no problem' };
  const value = root === null ? 'null' : writeJson(toJson(root));
  if (problems.length === 0) return { value };
  return { value, strict: `yaml: unmarshal errors:\n${problems.map(({ server }) => `  ${server}`).join('\n')}` };
}

/** The answer for the first document of a text that has content, as a server reads a body. */
export function answerTo(text: string): Answer {
  let answer: Answer = { value: 'null' };
  let found = false;
  readDocuments({ path: 'probe.yaml', text }, ({ problems }, root) => {
    if (!found && root !== null) {
      answer = answerOf(root, problems);
      found = true;
    }
  });
  return answer;
}

/** JSON with its keys in order and numbers in one form, so that texts of different writers compare. */
export function normalJson(text: string): string {
  const number = /("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)/g;
  const marked = text.replace(number, (_, quoted: string, digits: string) => quoted ?? `"\\uf8ff${digits}"`);
  const value: Json = JSON.parse(marked, (_, part: unknown) => {
    if (typeof part !== 'string' || !part.startsWith('\uf8ff')) return part;
    const digits = part.slice(1);
    const integer = /^-?\d+$/.test(digits) && !Number.isSafeInteger(Number(digits));
    // The recordings write large floats without exponent: they are beyond 64 bits.
    return integer && digits.length < 21 ? BigInt(digits) : Number(digits);
  });
  return writeJson(value);
}

function writeJson(value: Json): string {
  if (typeof value === 'bigint') return String(value);
  if (Object.is(value, -0)) return '-0';
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value as { readonly [key: string]: Json });
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => `${JSON.stringify(key)}:${writeJson(part)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value);
}
