import type { Controller, ControllerExample } from '../../controllers/define-controller.ts';
import { defineController } from '../../controllers/define-controller.ts';
import { prefix } from './annotations.ts';
import { answerRequest } from './answer.ts';
import { className, controllerName, takes } from './class.ts';
import { nameOfGroup } from './groups.ts';
import { compile, type Table } from './load-balancers.ts';
import { rowsOf } from './rows.ts';
import type { TargetType } from './target-groups.ts';

/** The controller with one of its two default target types. */
export function albController(
  targetType: TargetType,
  {
    id,
    title,
    examples,
  }: { readonly id: 'alb' | 'alb-ip'; readonly title: string; readonly examples: readonly ControllerExample[] },
): Controller {
  return defineController<Table>({
    id,
    title,
    ...(id === 'alb-ip' && { modeOf: 'alb' }),
    versions: '3.5.0',
    controllerNames: [controllerName],
    classNames: [className],
    classAnnotations: [className],
    annotationPrefixes: [prefix],
    sources: [
      'kubernetes-sigs/aws-load-balancer-controller pkg/ingress, pkg/annotations, v3.5.0',
      'AWS documentation: listener rules, condition types, rule actions and quotas of Application Load Balancers',
      'the configuration that its packages made of 334 sets',
    ],
    examples,
    takes,
    compile: (model, ingresses) => compile(model, ingresses, { targetType }),
    routes: rowsOf,
    loadBalancerOf: ({ groups }, { object }) => {
      const group = groups
        .map((each) => each.group)
        .find(({ members }) => members.some(({ ingress }) => ingress.object === object));
      return group && nameOfGroup(group);
    },
    leftOut: ({ leftOut }) => leftOut,
    objections: ({ objections }) => objections,
    answer: (table, request) => answerRequest(id, table, request),
  });
}
