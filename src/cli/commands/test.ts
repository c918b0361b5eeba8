import { posix } from 'node:path';
import { load } from '../../index.ts';
import { toJson } from '../../report/json.ts';
import { testJunit } from '../../report/test-junit.ts';
import { testTap } from '../../report/test-tap.ts';
import { testText } from '../../report/test-text.ts';
import { visible } from '../../report/visible.ts';
import type { RouteTestResult } from '../../traffic/test/expectation.ts';
import { readTable } from '../../traffic/test/read-table.ts';
import { recordTests, tableText } from '../../traffic/test/record.ts';
import { runTests } from '../../traffic/test/run-tests.ts';
import { type Arguments, lastValue } from '../arguments.ts';
import { clusterOptions } from '../cluster-options.ts';
import { type Command, refuse } from '../command.ts';
import { controllerIds } from '../controller-ids.ts';
import type { ExitCode } from '../exit-code.ts';
import { reportInputs } from '../input/inputs-report.ts';
import { readInputs } from '../input/read-inputs.ts';
import type { Io } from '../io.ts';
import { deliver, lookOf } from '../output/deliver.ts';
import { destinations } from '../output/destinations.ts';
import { prepare } from '../prepare.ts';

/** `ksvc test`: exit code 0 when every expectation holds, 1 when one does not, 3 when the rest cannot be told. */
export const testCommand: Command = async (args, io) => {
  const ids = controllerIds(args);
  if (typeof ids === 'string') return refuse(io, args, ids);
  if (ids.length > 1) return refuse(io, args, 'option --controller: a test asks one controller');
  if (args.flags.record) return await record(args, ids[0], io);
  const targets = destinations(args.values.output ?? [], args.formats, 'pretty');
  if (typeof targets === 'string') return refuse(io, args, targets);
  const options = clusterOptions(args);
  if (typeof options === 'string') return refuse(io, args, options);
  const named = [...args.operands, ...(args.values.file ?? [])];
  if (named.length === 0 && !(await io.stdin.isPiped())) {
    return refuse(io, args, 'no table is named; ksvc test --record writes one');
  }
  const tables = await readInputs(named, io);
  reportInputs(tables, args, io);
  if (tables.missing.length + tables.unreadable.length > 0 || tables.sources.length === 0) return 2;

  const results: RouteTestResult[] = [];
  for (const source of tables.sources) {
    const { tests, manifests, problems } = readTable(source);
    for (const { message, at } of problems) {
      io.err.write(`error: ${visible(at.file)}:${at.line}:${at.column}: ${visible(message)}\n`);
    }
    if (problems.length > 0) return 2;
    const given = args.values.manifests ?? manifests.map((path) => beside(source.path, path));
    if (given.length === 0) {
      io.err.write(
        `error: ${visible(source.path)}: names no manifests; write manifests: [k8s/], or give --manifests\n`,
      );
      return 2;
    }
    const inputs = await readInputs(given, io);
    reportInputs(inputs, args, io);
    if (inputs.missing.length + inputs.unreadable.length > 0 || inputs.sources.length === 0) return 2;
    results.push(...runTests(load(inputs.sources, options), tests, ids[0]));
  }
  const written = await deliver(targets, io, async (destination) => {
    switch (destination.format) {
      case 'json':
        return toJson({ version: 1, results, summary: summaryOf(results) });
      case 'junit':
        return testJunit(results);
      case 'tap':
        return testTap(results);
      default:
        return testText(results, await lookOf(destination, args, io));
    }
  });
  return written ? exitCodeOf(results) : 2;
};

/** Writes a table from what is true today. */
async function record(args: Arguments, controller: string | undefined, io: Io): Promise<ExitCode> {
  if (args.values.output !== undefined) {
    const given = lastValue(args, 'output') ?? '';
    return refuse(
      io,
      args,
      `-o ${given}: a recorded table goes to standard output: ksvc test --record k8s/ > routes.yaml`,
    );
  }
  const named = [...args.operands, ...(args.values.file ?? []), ...(args.values.manifests ?? [])];
  const prepared = await prepare({ ...args, operands: named, values: { ...args.values, file: [] } }, io, 'pretty');
  if (typeof prepared === 'number') return prepared;
  const { inputs, options } = prepared;
  if (inputs.missing.length + inputs.unreadable.length > 0) return 2;
  const tests = recordTests(load(inputs.sources, options), controller);
  io.out.write(tableText(tests, named.length > 0 ? named.filter((path) => path !== '-') : ['.']));
  return 0;
}

/** Paths in a table are relative to it. */
function beside(table: string, path: string): string {
  return posix.isAbsolute(path) || table === '<stdin>' ? path : posix.join(posix.dirname(table), path);
}

function summaryOf(results: readonly RouteTestResult[]): { readonly [key: string]: number } {
  const of = (status: RouteTestResult['status']): number => results.filter((each) => each.status === status).length;
  return { tests: results.length, passed: of('passed'), failed: of('failed'), unknown: of('unknown') };
}

function exitCodeOf(results: readonly RouteTestResult[]): ExitCode {
  if (results.some(({ status }) => status === 'failed')) return 1;
  return results.some(({ status }) => status === 'unknown') ? 3 : 0;
}
