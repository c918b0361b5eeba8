import { load } from '../../index.ts';
import type { Cluster } from '../../model/cluster.ts';
import { toJson } from '../../report/json.ts';
import { traceText } from '../../report/trace-text.ts';
import { visible } from '../../report/visible.ts';
import { parseClient } from '../../traffic/client.ts';
import { type ConnectionsQuery, countConnections } from '../../traffic/connections.ts';
import type { Scheduler } from '../../traffic/kube-proxy/distribution.ts';
import { type ProxyMode, proxyModes } from '../../traffic/kube-proxy/mode.ts';
import { followRedirects, staysInside } from '../../traffic/redirects.ts';
import { parseTarget, type Target } from '../../traffic/target.ts';
import type { TraceOptions } from '../../traffic/trace.ts';
import { traceAll } from '../../traffic/trace-all.ts';
import type { Trace } from '../../traffic/trace-result.ts';
import { type Arguments, lastValue } from '../arguments.ts';
import { type Command, refuse } from '../command.ts';
import { controllerIds } from '../controller-ids.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Inputs } from '../input/read-inputs.ts';
import { deliver, lookOf } from '../output/deliver.ts';
import { prepare } from '../prepare.ts';
import { type Expectation, meets, parseExpectation } from '../trace-expectation.ts';

/** `ksvc trace`: exit code 0 when the request reaches an endpoint, 1 when it does not, 3 when nobody can tell. */
export const traceCommand: Command = async (args, io) => {
  const question = questionOf(args);
  if (typeof question === 'string') return refuse(io, args, question);
  const prepared = await prepare({ ...args, operands: args.operands.slice(1) }, io, 'text');
  if (typeof prepared === 'number') return prepared;
  const { targets, options, inputs } = prepared;
  const cluster = load(inputs.sources, options);
  const { target, traceOptions, ids, expectation, load: many } = question;
  const followed = traceAll(cluster, target, traceOptions, ids.length > 0 ? ids : [undefined]).map(
    (trace): Followed => {
      const counted = (each: Trace): Trace => {
        const connections = many && countConnections(each, many);
        return connections ? { ...each, connections } : each;
      };
      const own = { ...traceOptions, controller: trace.controller ?? traceOptions.controller };
      return { trace: counted(trace), redirects: followRedirects(cluster, trace, own).map(counted) };
    },
  );
  const verdicts = followed.map((each) => verdictOf(cluster, each, expectation));
  const written = await deliver(targets, io, async (destination) => {
    if (destination.format === 'json') return toJson(jsonOf(followed, verdicts));
    const look = await lookOf(destination, args, io);
    const texts = followed.map(({ trace, redirects }) =>
      [trace, ...redirects].map((each) => traceText(each, titleOf(each, args.operands[0] ?? ''), look)).join('\n'),
    );
    return texts.join('\n');
  });
  if (expectation && !args.flags.quiet) {
    const failing = verdicts.filter((verdict) => verdict !== 0).length;
    if (failing > 0) io.err.write(`not as expected: ${visible(expectation.text)}\n`);
  }
  return written ? exitCodeOf(verdicts, inputs) : 2;
};

/** A trace and those of the redirects that it leads to. */
interface Followed {
  readonly trace: Trace;
  readonly redirects: readonly Trace[];
}

interface Question {
  readonly target: Target;
  readonly traceOptions: TraceOptions;
  /** None: the one that the set is written for. */
  readonly ids: readonly string[];
  readonly expectation: Expectation | undefined;
  /** Connections to count. */
  readonly load: ConnectionsQuery | undefined;
}

/** What is asked; a text says what is wrong with it. */
function questionOf(args: Arguments): Question | string {
  const target = parseTarget(args.operands[0] ?? '');
  if (target.kind === 'problem') return visible(target.message);
  const from = lastValue(args, 'from');
  if (from !== undefined && !parseClient(from)) {
    return `option --from: '${visible(from)}' is none of namespace, namespace/pod, namespace/deploy/name, node/name, outside`;
  }
  const headers = headersOf(args.values.header ?? []);
  if (typeof headers === 'string') return headers;
  const ids = controllerIds(args);
  if (typeof ids === 'string') return ids;
  const expect = lastValue(args, 'expect');
  const expectation = expect === undefined ? undefined : parseExpectation(expect);
  if (expect !== undefined && !expectation) {
    return `option --expect: '${visible(expect)}' is neither a Service, as in svc/web or shop/web:80, nor an HTTP status`;
  }
  const method = lastValue(args, 'method');
  const sni = lastValue(args, 'sni');
  const load = loadOf(args);
  if (typeof load === 'string') return load;
  // Counting needs a mode: iptables is kube-proxy's own default.
  const proxyMode = proxyModeOf(args) ?? (load && 'iptables');
  return { target, ids, expectation, load, traceOptions: { from, method, sni, headers, proxyMode } };
}

function proxyModeOf(args: Arguments): ProxyMode | undefined {
  const mode = lastValue(args, 'proxy-mode');
  return mode !== undefined && mode in proxyModes ? (mode as ProxyMode) : undefined;
}

/** More connections say nothing new, and take time. */
const mostRequests = 10_000_000;

function loadOf(args: Arguments): ConnectionsQuery | undefined | string {
  const scheduler = lastValue(args, 'ipvs-scheduler') as Scheduler | undefined;
  if (scheduler !== undefined && proxyModeOf(args) !== 'ipvs') {
    return 'option --ipvs-scheduler goes with --proxy-mode ipvs only';
  }
  const written = lastValue(args, 'requests');
  const seedText = lastValue(args, 'seed');
  if (written === undefined) return seedText === undefined ? undefined : 'option --seed goes with --requests only';
  const requests = wholeNumber(written);
  if (requests === undefined || requests < 1 || requests > mostRequests) {
    return `option --requests: '${visible(written)}' is not a number from 1 to ${mostRequests}`;
  }
  const seed = wholeNumber(seedText ?? '1');
  if (seed === undefined) return `option --seed: '${visible(seedText ?? '')}' is not a whole number`;
  return { requests, seed, scheduler };
}

function wholeNumber(text: string): number | undefined {
  return digits.test(text) ? Number(text) : undefined;
}

const digits = /^\d{1,9}$/;

function headersOf(lines: readonly string[]): { readonly [name: string]: string } | undefined | string {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim();
    if (name === '') return `option --header: '${visible(line)}' is not of the form 'Name: value'`;
    headers[name] = line.slice(colon + 1).trim();
  }
  return lines.length > 0 ? headers : undefined;
}

/** 0 yes, 1 no, 3 cannot tell. */
type Verdict = 0 | 1 | 3;

function verdictOf(cluster: Cluster, { trace, redirects }: Followed, expectation: Expectation | undefined): Verdict {
  const all = [trace, ...redirects];
  const last = redirects.at(-1) ?? trace;
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

/** What is printed above a trace: the URL of a request, what was typed for the rest. */
function titleOf({ request }: Trace, typed: string): string {
  const { scheme, host, path } = request;
  if (typeof scheme !== 'string' || typeof path !== 'string') return typed;
  return `${scheme}://${typeof host === 'string' ? host : ''}${path}`;
}
