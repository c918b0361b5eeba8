import { type DnsResult, dns, load } from '../../index.ts';
import { dnsText } from '../../report/dns-text.ts';
import { toJson } from '../../report/json.ts';
import { visible } from '../../report/visible.ts';
import { parseClient } from '../../traffic/client.ts';
import { nameProblem } from '../../traffic/dns/name-problem.ts';
import { reverseName } from '../../traffic/dns/reverse.ts';
import { type Arguments, lastValue } from '../arguments.ts';
import { qualifiedClient } from '../client-argument.ts';
import { type Command, refuse } from '../command.ts';
import type { ExitCode } from '../exit-code.ts';
import { exitCodeOf } from '../input/inputs-report.ts';
import type { Inputs } from '../input/read-inputs.ts';
import { deliver, lookOf } from '../output/deliver.ts';
import { prepare } from '../prepare.ts';

/** `ksvc dns`: exit code 0 when the name has an answer, 1 when it has none, 3 when nobody can tell. */
export const dnsCommand: Command = async (args, io) => {
  const typed = questionOf(args);
  if (typeof typed === 'string') return refuse(io, args, typed);
  const prepared = await prepare({ ...args, operands: args.operands.slice(1) }, io, 'text');
  if (typeof prepared === 'number') return prepared;
  const { targets, options, inputs } = prepared;
  const cluster = load(inputs.sources, options);
  const from = qualifiedClient(typed.from, cluster.server.namespace);
  const question: Question = { ...typed, ...(from !== undefined && { from }) };
  const clusterDomain = lastValue(args, 'cluster-domain');
  const result = dns(cluster, question, { ...(clusterDomain !== undefined && { clusterDomain }) });
  const written = await deliver(targets, io, async (destination) => {
    if (destination.format === 'json') return toJson({ version: 1, query: question, ...result });
    return dnsText(result, titleOf(question, cluster.server.namespace), await lookOf(destination, args, io));
  });
  return written ? exitCode(result, inputs, cluster.objects.length > 0) : 2;
};

interface Question {
  readonly name: string;
  readonly type?: string;
  readonly from?: string;
}

/** What is asked; a text says what is wrong with it. An address is asked for its name. */
function questionOf(args: Arguments): Question | string {
  const typed = args.operands[0] ?? '';
  const reverse = reverseName(typed);
  const problem = reverse === undefined ? nameProblem(typed) : undefined;
  if (problem !== undefined) return `'${visible(typed)}' is no DNS name: ${problem}`;
  const from = lastValue(args, 'from');
  if (from !== undefined && !parseClient(from)) {
    return `option --from: '${visible(from)}' is none of namespace, namespace/pod, namespace/deploy/name, node/name, outside`;
  }
  const given = lastValue(args, 'type')?.toUpperCase();
  const type = given ?? (reverse === undefined ? undefined : 'PTR');
  return { name: reverse ?? typed, ...(type !== undefined && { type }), ...(from !== undefined && { from }) };
}

function titleOf({ name, type = 'A, AAAA', from }: Question, namespace: string): string {
  return `${name}  ${type}  ${from === undefined ? `from namespace ${namespace}` : `from ${from}`}`;
}

function exitCode({ answers, needs }: DnsResult, inputs: Inputs, foundObjects: boolean): ExitCode {
  if (answers.length > 0) return exitCodeOf(0, inputs, foundObjects);
  return needs.length > 0 && inputs.missing.length === 0 ? 3 : exitCodeOf(1, inputs, foundObjects);
}
