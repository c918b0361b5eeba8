import { version } from './version.ts';

/** What a user is told when ksvc itself fails: that it is not their fault, and what helps to mend it. */
export function describeCrash(error: unknown, argv: readonly string[]): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = stack.split('\n').slice(0, 8);
  return [
    'ksvc stopped because of a bug of its own; your manifests are not to blame.',
    'Please report it at https://github.com/ksvc/ksvc/issues with these lines and the smallest manifest that shows it:',
    '',
    `  ksvc ${version}, Node ${process.version}, ${process.platform}`,
    `  ksvc ${argv.join(' ')}`,
    ...lines.map((line) => `  ${line.trimEnd()}`),
    '',
  ].join('\n');
}
