/** A place as go-yaml counts: 0-based line and column in characters, `index` in characters of the text. */
export interface Mark {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly index: number;
}

/** Which part of go-yaml refuses the text: they count lines differently (decode.go, `parser.fail`). */
export type Stage = 'characters' | 'scanner' | 'parser' | 'decoder';

/** What makes a document unreadable; thrown within this folder only and turned into a problem at its border. */
export class Failure extends Error {
  readonly stage: Stage;
  /** Where reading stopped, and where the thing began that was being read. */
  readonly mark: Mark;
  readonly context: Mark | undefined;

  constructor(stage: Stage, problem: string, mark: Mark, context?: Mark) {
    super(problem);
    this.stage = stage;
    this.mark = mark;
    this.context = context;
  }
}

/** go-yaml's words for a failure, with the line that it counts: parser errors name the line before. */
export function serverText({ stage, message, mark, context }: Failure): string {
  // encoding/json and sigs.k8s.io/yaml speak for themselves.
  if (stage === 'decoder' && !message.startsWith('yaml: ')) return message;
  if (stage === 'characters' || stage === 'decoder') return `yaml: ${message.replace(/^yaml: /, '')}`;
  const line = mark.line !== 0 ? mark.line + (stage === 'scanner' ? 1 : 0) : (context?.line ?? 0);
  return line === 0 ? `yaml: ${message}` : `yaml: line ${line}: ${message}`;
}
