import type { ControllerId } from '../../src/traffic/controllers/define-controller.ts';
import { controllers } from '../../src/traffic/controllers/index.ts';
import type { HttpRequest } from '../../src/traffic/request.ts';
import {
  asked,
  type Comparison,
  type CompiledCase,
  type CompiledRequest,
  fixtureCases as compiledCases,
  modelOfCase,
} from '../traffic/controllers/compiled.ts';
import { type AgicCase, compareAgic } from '../traffic/controllers/compiled-agic.ts';
import { type AlbCase, compareAlb } from '../traffic/controllers/compiled-alb.ts';
import { compareGce, type GceCase } from '../traffic/controllers/compiled-gce.ts';
import { compareKong, type KongCase } from '../traffic/controllers/compiled-kong.ts';
import { answerRecorded, fixtureCases, type RecordedCase } from '../traffic/controllers/recorded.ts';

/** A recorded case of a controller, in the words of the recordings whatever the controller. */
export interface Observed {
  /** As it stands in the file. */
  readonly recorded: CompiledCase | RecordedCase;
  /** Its requests in words, those with headers without them. */
  readonly requests: readonly string[];
  /** What was recorded for a request, and what is answered here. */
  answers(request: string): Answers;
}

/**
 * A backend, a status or how it failed. What changed from run to run is `chance`, and here too where it is unknown or one of
 * the answers that were seen; where the recording says that the configuration is not allowed it is the reason, and
 * `not-serving` here.
 */
export interface Answers {
  readonly recorded: string;
  readonly ours: string;
}

/** A recorded case that comes with the repository. A request is written `OPTIONS http://host/path from 10.0.0.1 name: value`. */
export function observedIn(id: ControllerId, caseId: string): Observed {
  const compiled = compilers[id];
  return compiled ? observedCompiled(id, caseId, compiled) : observedRunning(id, caseId);
}

function observedRunning(id: ControllerId, caseId: string): Observed {
  const controller = controllers.find((each) => each.id === id);
  const recorded = fixtureCases(id).find((each) => each.id === caseId);
  if (!controller || !recorded) throw new Error(`no case ${caseId} of ${id}`);
  return {
    recorded,
    requests: recorded.requests.map(shortText),
    answers(text) {
      const request = find(recorded.requests, text);
      const { observed } = request;
      const isChance = observed?.unstable === true;
      // Asked as if it had been sent once: what was seen then is nothing to compare with.
      const stable = isChance ? { ...request, observed: { status: 0, backend: null } } : request;
      const [compared] = answerRecorded(controller, { ...recorded, requests: [stable] });
      if (!compared) throw new Error(`nothing recorded for ${text} in ${caseId} of ${id}`);
      if (!isChance) return { recorded: compared.recorded, ours: compared.answered };
      const [backend = ''] = compared.answered.split(' ');
      const isOne = /^unknown: /.test(compared.answered) || Object.hasOwn(observed?.distribution ?? {}, backend);
      return { recorded: 'chance', ours: isOne ? 'chance' : compared.answered };
    },
  };
}

type Compiled = CompiledCase & { readonly requests?: readonly Asked[]; readonly derivedRequests?: readonly Asked[] };
type Asked = CompiledRequest & { readonly uncertain?: string; readonly expected?: unknown };

interface Compiler {
  /** The controller that is told what the recordings were made with: targets are pods. */
  readonly as: ControllerId;
  compare(recorded: Compiled): Comparison[];
}

const compilers: { readonly [id in ControllerId]?: Compiler } = {
  kong: { as: 'kong', compare: (each) => compareKong(each as unknown as KongCase) },
  alb: { as: 'alb-ip', compare: (each) => compareAlb(each as unknown as AlbCase) },
  gce: { as: 'gce-neg', compare: (each) => compareGce(each as unknown as GceCase) },
  agic: { as: 'agic', compare: (each) => compareAgic(each as unknown as AgicCase) },
};

function observedCompiled(id: ControllerId, caseId: string, { as, compare }: Compiler): Observed {
  const recorded = compiledCases<Compiled>(id).find((each) => each.id === caseId);
  const list = recorded?.requests ? 'requests' : 'derivedRequests';
  const all = recorded?.[list];
  if (!recorded || !all) throw new Error(`no case ${caseId} of ${id}`);
  return {
    recorded,
    requests: all.map(shortText),
    answers(text) {
      const [, asking = text, where] = /^(.*?) at (\S+)$/.exec(text) ?? [];
      const request = find(all, asking);
      const uncertain = uncertainty(request);
      if (uncertain !== undefined) return { recorded: uncertain, ours: answerOf(as, recorded, asked(request)) };
      const found = compare({ ...recorded, [list]: [request] }).filter(({ what, id: name }) => {
        return what === 'answers' && (where === undefined || name.endsWith(` at ${where}`));
      });
      const [first] = found;
      if (!first) throw new Error(`nothing recorded for ${text} in ${caseId} of ${id}`);
      const isOne = found.every((each) => each.recorded === first.recorded);
      if (isOne) return { recorded: first.recorded, ours: first.ours };
      const ours = answerOf(as, recorded, asked(request));
      return { recorded: 'chance', ours: ours === 'unknown' ? 'chance' : ours };
    },
  };
}

/** The reason for which a recording makes no claim, where that is the first of several load balancers' too. */
function uncertainty({ uncertain, expected }: Asked): string | undefined {
  const [first] = [expected].flat() as ({ readonly uncertain?: string } | undefined)[];
  return uncertain ?? first?.uncertain;
}

function answerOf(id: ControllerId, recorded: CompiledCase, request: HttpRequest | undefined): string {
  const controller = controllers.find((each) => each.id === id);
  if (!controller || !request) return 'no request';
  const { model, taken } = modelOfCase(controller, recorded);
  const answer = controller.answer(controller.compile(model, taken), request);
  return answer.kind === 'end' ? answer.outcome.kind : 'served';
}

interface Written {
  readonly scheme: string;
  readonly host: string | null;
  readonly path: string;
  readonly method?: string;
  readonly source?: string;
  readonly headers?: { readonly [name: string]: string };
}

function find<T extends Written>(requests: readonly T[], text: string): T {
  const found = requests.find((each) => shortText(each) === text || fullText(each) === text);
  if (!found) throw new Error(`no request ${text}`);
  return found;
}

function shortText({ method = 'GET', scheme, host, path, source }: Written): string {
  return `${method === 'GET' ? '' : `${method} `}${scheme}://${host}${path}${source ? ` from ${source}` : ''}`;
}

function fullText(request: Written): string {
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => ` ${name.toLowerCase()}: ${value}`);
  return `${shortText(request)}${headers.join('')}`;
}
