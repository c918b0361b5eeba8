/**
 * Manifests that show a rule. In a bad one each line that is found carries `# expect: <rule>` at its end, and nothing
 * else is found; in a good one nothing is.
 */
export type Example = {
  readonly name: string;
  /** Default: the newest that is known. */
  readonly kubernetesVersion?: string;
} & (
  | { readonly yaml: string; readonly files?: never }
  | { readonly files: { readonly [path: string]: string }; readonly yaml?: never }
);

/** The files of an example; a single text is `manifest.yaml`. */
export function filesOf(example: Example): { readonly [path: string]: string } {
  return example.files ?? { 'manifest.yaml': example.yaml };
}

/** A line of an example that must be found, and by which rule. */
export interface Expectation {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

/** What an example says it expects; several rules at one line are separated by commas. */
export function expectationsOf(example: Example): Expectation[] {
  const found: Expectation[] = [];
  for (const [file, text] of Object.entries(filesOf(example))) {
    for (const [at, line] of text.split('\n').entries()) {
      const rules = expectation.exec(line)?.[1];
      for (const rule of rules?.split(',') ?? []) found.push({ file, line: at + 1, rule: rule.trim() });
    }
  }
  return found;
}

/** The text as a user would write it. */
export function withoutExpectations(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(expectation, ''))
    .join('\n');
}

const expectation = / *# expect: ([\w, -]+)$/;
