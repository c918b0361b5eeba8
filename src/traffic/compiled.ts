import type { Model } from '../model/model.ts';
import type { Controller } from './controllers/define-controller.ts';
import { decisionsFor } from './serving.ts';

const tables = new WeakMap<Model, Map<Controller, unknown>>();

/** What a controller makes of the Ingresses that it takes; made once for a model, so that many requests cost one table. */
export function tableOf(model: Model, controller: Controller): unknown {
  let own = tables.get(model);
  if (!own) {
    own = new Map();
    tables.set(model, own);
  }
  let table = own.get(controller);
  if (table === undefined) {
    const ingresses = decisionsFor(controller, model).taken.map(({ ingress }) => ingress);
    table = controller.compile(model, ingresses);
    own.set(controller, table);
  }
  return table;
}
