import { load } from '../../index.ts';
import type { Cluster } from '../../model/cluster.ts';
import { modelOf } from '../../model/model.ts';
import { toJson } from '../../report/json.ts';
import { traceText } from '../../report/trace-text.ts';
import { visible } from '../../report/visible.ts';
import { countConnections } from '../../traffic/connections.ts';
import { inEveryNamespace } from '../../traffic/every-namespace.ts';
import { followRedirects, staysInside } from '../../traffic/redirects.ts';
import type { TraceOptions } from '../../traffic/trace.ts';
import { traceAll } from '../../traffic/trace-all.ts';
import type { TraceWithMore } from '../../traffic/trace-more.ts';
import type { Trace } from '../../traffic/trace-result.ts';
import { unknownClient } from '../../traffic/unknown-client.ts';
import type { Arguments } from '../arguments.ts';
import { qualifiedClient } from '../client-argument.ts';
import { type Command, refuse } from '../command.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Inputs } from '../input/read-inputs.ts';
import { deliver, type Look, lookOf } from '../output/deliver.ts';
import { prepare } from '../prepare.ts';
import { type Expectation, meets } from '../trace-expectation.ts';
import { traceQuestion } from '../trace-question.ts';

/** `ksvc trace`: exit code 0 when the request reaches an endpoint, 1 when it does not, 3 when nobody can tell. */
export const traceCommand: Command = async (args, io) => {
  const question = traceQuestion(args);
  if (typeof question === 'string') return refuse(io, args, question);
  const prepared = await prepare({ ...args, operands: args.operands.slice(1) }, io, 'text');
  if (typeof prepared === 'number') return prepared;
  const { targets, options, inputs } = prepared;
  const cluster = load(inputs.sources, options);
  const { ids, expectation, load: many } = question;
  const from = qualifiedClient(question.traceOptions.from, cluster.server.namespace);
  const traceOptions = { ...question.traceOptions, from };
  const stranger = args.flags.quiet ? undefined : unknownClient(modelOf(cluster), from);
  if (stranger !== undefined) io.err.write(`note: option --from: ${visible(stranger)}\n`);
  const asked = args.flags['all-namespaces'] ? inEveryNamespace(cluster, question.target) : [question.target];
  const controllers = ids.length > 0 ? ids : [undefined];
  const traces = asked.flatMap((target) => traceAll(cluster, target, traceOptions, controllers));
  const plain = traces.map((trace): Followed => {
    const counted = (each: Trace): Trace => {
      const connections = many && countConnections(each, many);
      return connections ? { ...each, connections } : each;
    };
    const own = { ...traceOptions, controller: trace.controller ?? traceOptions.controller };
    return { trace: counted(trace), redirects: followRedirects(cluster, trace, own).map(counted) };
  });
  const tellMore = await moreFor(args, cluster, traceOptions);
  const followed = plain.map(
    ({ trace, redirects }): Followed => ({ trace: tellMore(trace), redirects: redirects.map(tellMore) }),
  );
  const strict = args.flags.strict === true;
  const verdicts = followed.map((each) => verdictOf(cluster, each, expectation, strict));
  const typed = args.operands[0] ?? '';
  const shown = followed.flatMap(({ trace, redirects }) => [trace, ...redirects]);
  const titled = shown.map((trace): Titled => ({ trace, title: titleOf(trace, typed) }));
  const written = await deliver(targets, io, async (destination) => {
    if (destination.format === 'json') return toJson(jsonOf(followed, verdicts));
    return forPeople(titled, destination.format, typed, await lookOf(destination, args, io));
  });
  if (expectation && !args.flags.quiet) {
    const failing = verdicts.filter((verdict) => verdict !== 0).length;
    if (failing > 0) io.err.write(`not as expected: ${visible(expectation.text)}\n`);
  }
  return written ? exitCodeOf(verdicts, inputs) : 2;
};

/** Adds to a trace what the command line asks for beside it; what that needs is loaded then only. */
async function moreFor(
  { flags }: Arguments,
  cluster: Cluster,
  options: TraceOptions,
): Promise<(trace: Trace) => TraceWithMore> {
  if (!flags.all && !flags['why-not'] && !flags['explain-hops']) return (trace) => trace;
  const { withMore } = await import('../../traffic/trace-more.ts');
  const wanted = { all: flags.all, whyNot: flags['why-not'], explain: flags['explain-hops'] };
  return (trace) => withMore(cluster, trace, options, wanted);
}

interface Titled {
  readonly trace: TraceWithMore;
  readonly title: string;
}

/** Traces in a format for people. */
async function forPeople(traces: readonly Titled[], format: string, typed: string, look: Look): Promise<string> {
  switch (format) {
    case 'text':
      return (await Promise.all(traces.map(({ trace, title }) => textOf(trace, title, look)))).join('\n');
    case 'markdown': {
      const { traceMarkdown } = await import('../../report/trace-markdown.ts');
      return traces.map(({ trace, title }) => traceMarkdown(trace, title)).join('\n');
    }
    default: {
      const { tracePicture } = await import('../trace-picture.ts');
      return tracePicture(traces, format, typed);
    }
  }
}

async function textOf(trace: TraceWithMore, title: string, look: Look): Promise<string> {
  const text = traceText(trace, title, look);
  if (!trace.candidates && !trace.suppositions) return text;
  const { candidatesText, suppositionsText } = await import('../../report/trace-more-text.ts');
  const { candidates, suppositions } = trace;
  return (
    text +
    (suppositions ? suppositionsText(suppositions, look) : '') +
    (candidates ? `\n${candidatesText(candidates, look)}` : '')
  );
}

/** A trace and those of the redirects that it leads to. */
interface Followed {
  readonly trace: TraceWithMore;
  readonly redirects: readonly TraceWithMore[];
}

/** 0 yes, 1 no, 3 cannot tell. */
type Verdict = 0 | 1 | 3;

function verdictOf(
  cluster: Cluster,
  { trace, redirects }: Followed,
  expectation: Expectation | undefined,
  strict: boolean,
): Verdict {
  const all = [trace, ...redirects];
  const last = redirects.at(-1) ?? trace;
  if (strict && last.verdict === 'partly') return 1;
  if (expectation && all.some(({ outcome }) => meets(outcome, expectation))) return 0;
  switch (last.outcome.kind) {
    case 'unknown':
      return 3;
    case 'delivered':
      return expectation ? 1 : 0;
    case 'redirected':
      // One that stays inside after so many is a loop.
      return expectation || staysInside(cluster, last) ? 1 : 0;
    default:
      return 1;
  }
}

/** Several answers: a no before a cannot tell before a yes. Without having read everything nobody can say yes. */
function exitCodeOf(verdicts: readonly Verdict[], inputs: Inputs): ExitCode {
  if (inputs.missing.length > 0) return 2;
  if (verdicts.includes(1)) return 1;
  if (verdicts.includes(3)) return 3;
  return inputs.unreadable.length > 0 ? 2 : 0;
}

/** The contract's object; of several traces the one that decides the exit code, with all of them beside it. */
function jsonOf(followed: readonly Followed[], verdicts: readonly Verdict[]): object {
  const worst = ([1, 3, 0] as const).find((code) => verdicts.includes(code)) ?? 0;
  const main = followed[verdicts.indexOf(worst)];
  const whole = ({ trace, redirects }: Followed): object => ({
    ...trace,
    ...(redirects.length > 0 && { redirects }),
  });
  return {
    version: 1,
    ...(main && whole(main)),
    ...(followed.length > 1 && { traces: followed.map(whole) }),
  };
}

/** What is printed above a trace: the URL of a request, what was typed for the rest, with the namespace of each. */
function titleOf({ request }: Trace, typed: string): string {
  const { scheme, host, path, name } = request;
  if (typeof scheme !== 'string' || typeof path !== 'string') {
    return typeof name === 'string' && !typed.includes(name) ? `svc/${name}` : typed;
  }
  return `${scheme}://${typeof host === 'string' ? host : ''}${path}`;
}
