import { main } from '../../src/cli/main.ts';
import { recordingIo, type Surroundings } from './test-io.ts';

/** Runs a command line in this process. */
export async function run(
  argv: readonly string[],
  surroundings: Surroundings = {},
): Promise<{ exit: number; stdout: string; stderr: string; written: ReadonlyMap<string, string> }> {
  const { io, out, err, written } = recordingIo(surroundings);
  const exit = await main(argv, io);
  return { exit, stdout: out(), stderr: err(), written };
}
