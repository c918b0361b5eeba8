import { albController } from '../ingress/alb/alb-controller.ts';
import { albExamples } from '../ingress/alb/examples.ts';
import type { Controller } from './define-controller.ts';

export const controller: Controller = albController('ip', {
  id: 'alb-ip',
  title: 'AWS Load Balancer Controller with --default-target-type=ip',
  examples: albExamples('ClusterIP'),
});
