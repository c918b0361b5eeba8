import type { LoadedObject } from '../../model/cluster.ts';
import type { Model } from '../../model/model.ts';
import type { Typed } from '../../model/registry.ts';
import type { Ingress } from '../../objects/kinds/ingress.ts';
import { tableOf } from '../compiled.ts';
import type { Controller, ControllerAnswer } from '../controllers/define-controller.ts';
import type { Evidence, Hop } from '../hop.ts';
import { controllerFor, controllerOf } from '../http/choose-controller.ts';
import { explainBackend } from '../http/explain-backend.ts';
import { type Forward, outcomeBehindProxy, proxiedWay } from '../http/proxied.ts';
import { type HttpRequest, hostWithoutPort } from '../request.ts';
import { controllersFor, decisionsFor } from '../serving.ts';
import type { Way } from '../way.ts';
import type { SideAnswer } from './answer.ts';

/** One of the two that are compared: a set as a controller serves it. */
export interface Side {
  readonly model: Model;
  /** Undefined: the one that the set is written for, host by host. */
  readonly id: string | undefined;
  /** The controller for a host; a text says why there is none. */
  controllerFor(host: string): Controller | Undecided;
  readonly adopted: readonly Typed<Ingress>[];
  answer(request: HttpRequest): SideAnswer;
  /** Why the controller leaves an Ingress out that it takes; undefined when it does not. */
  whyLeftOut(ingress: LoadedObject): Evidence | undefined;
}

/** Why nobody can tell which controller answers. */
export interface Undecided {
  readonly needs: string;
  readonly candidates: readonly string[];
}

/** What a side borrows of the other. */
export interface Borrowed {
  /** Lends its controller to a set that shows none. */
  readonly model?: Model;
  /** Ingresses that are served as if they had this side's class: what a move to another controller begins with. */
  readonly adopted?: readonly Typed<Ingress>[];
}

/** One of two sides. */
export function sideOf(model: Model, id: string | undefined, { model: other, adopted = [] }: Borrowed = {}): Side {
  const chosen = new Map<string, Controller | Undecided>();
  const isWithoutSign = id === undefined && controllersFor(model).serving.length === 0;
  const choosing = isWithoutSign && other && controllersFor(other).serving.length > 0 ? other : model;
  const choose = (host: string): Controller | Undecided => {
    const choice = id === undefined ? controllerFor(choosing, host) : controllerOf(model, id, host);
    switch (choice.kind) {
      case 'controller':
        return choice.controller;
      case 'several':
        return { needs: 'the controller that the request is sent to', candidates: choice.ids };
      case 'no-such-controller':
        return { needs: 'the id of a controller that ksvc knows', candidates: [] };
    }
  };
  const controllerOfHost = (host: string): Controller | Undecided => {
    const key = id === undefined ? host : '';
    let found = chosen.get(key);
    if (!found) {
      found = choose(host);
      chosen.set(key, found);
    }
    return found;
  };
  const follow = remembered(model);
  let adopting: { readonly controller: Controller; readonly table: unknown } | undefined;
  const tableFor = (controller: Controller): unknown => {
    if (adopted.length === 0) return tableOf(model, controller);
    if (adopting?.controller !== controller) {
      const own = decisionsFor(controller, model).taken.map(({ ingress }) => ingress);
      adopting = { controller, table: controller.compile(model, [...own, ...adopted]) };
    }
    return adopting.table;
  };
  return {
    model,
    id,
    adopted,
    whyLeftOut(ingress) {
      const controller = controllerOfHost('');
      if ('needs' in controller) return undefined;
      return controller.leftOut?.(tableFor(controller)).find(({ object }) => object === ingress);
    },
    controllerFor: controllerOfHost,
    answer(request) {
      const controller = controllerOfHost(hostWithoutPort(request.host ?? '').toLowerCase());
      if ('needs' in controller) return undecidedAnswer(controller);
      return followed(controller.id, controller.answer(tableFor(controller), request), follow);
    },
  };
}

function followed(id: string, answer: ControllerAnswer, follow: (answer: Forward) => Way): SideAnswer {
  const { hops, certificate } = answer;
  const shown = certificate && { certificate };
  if (answer.kind === 'end') return { controller: id, outcome: answer.outcome, hops, ...shown };
  const way = follow(answer);
  const outcome = outcomeBehindProxy(way.end, id, answer.upstream);
  return { controller: id, outcome, hops: [...hops, ...way.hops], ...shown };
}

/** The way behind a controller depends on the backend alone, and thousands of requests share one. */
function remembered(model: Model): (answer: Forward) => Way {
  const ways = new Map<LoadedObject, Map<string, Way>>();
  return (answer) => {
    const { target, reach } = answer;
    let own = ways.get(target.ingress);
    if (!own) {
      own = new Map();
      ways.set(target.ingress, own);
    }
    const { name = '', port } = target.backend;
    const named = answer.hops.some(({ kind }) => kind === 'backend');
    const key = `${target.namespace}/${name}:${port?.number ?? port?.name ?? ''} ${named} ${reachKey(reach)}`;
    let way = own.get(key);
    if (!way) {
      way = proxiedWay(model, answer);
      own.set(key, way);
    }
    return way;
  };
}

function reachKey(reach: Forward['reach']): string {
  if (!reach) return '';
  if (reach.kind !== 'endpoints') return `${reach.kind} ${reach.port}`;
  return `${reach.port ?? '?'} ${reach.endpoints.map(({ name, ip, port }) => `${name} ${ip ?? ''}:${port}`).join()}`;
}

function undecidedAnswer({ needs, candidates }: Undecided): SideAnswer {
  const hop: Hop = { kind: 'controller', status: 'unknown', text: needs, because: [] };
  return { controller: null, outcome: { kind: 'unknown', needs: [needs], candidates }, hops: [hop] };
}

/** Why a backend failed, as the Service's own way tells it; asked for only when it is shown. */
export function withReasons(model: Model, answer: SideAnswer): SideAnswer {
  const why = explainBackend(model, answer.hops);
  if (why.hops.length === 0) return answer;
  return { ...answer, hops: [...answer.hops, ...why.hops] };
}
