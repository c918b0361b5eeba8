import { prefix } from '../ingress/agic/annotations.ts';
import { answerRequest } from '../ingress/agic/answer.ts';
import { className, controllerName, takes } from '../ingress/agic/class.ts';
import { agicExamples } from '../ingress/agic/examples.ts';
import { rowsOf } from '../ingress/agic/rows.ts';
import { compile, type Table } from '../ingress/agic/table.ts';
import { type Controller, defineController } from './define-controller.ts';

export const controller: Controller = defineController<Table>({
  id: 'agic',
  title: 'Azure Application Gateway Ingress Controller',
  versions: '1.9 (f42103d, 2026-03-24)',
  controllerNames: [controllerName],
  classNames: [className],
  classAnnotations: [controllerName],
  annotationPrefixes: [prefix],
  sources: [
    'Azure/application-gateway-kubernetes-ingress pkg/appgw, pkg/k8scontext, pkg/controller, f42103d',
    'Azure documentation: URL path based routing, multi-site hosting, HTTP response codes, override backend path',
    'the configuration that its packages made of 325 sets',
  ],
  examples: agicExamples,
  takes,
  compile: (model, ingresses) => compile(model, ingresses),
  routes: rowsOf,
  leftOut: ({ leftOut }) => leftOut,
  objections: ({ objections }) => objections,
  refusals: ({ refusal }) => (refusal ? [refusal] : []),
  answer: answerRequest,
});
