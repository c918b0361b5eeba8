import { albController } from '../ingress/alb/alb-controller.ts';
import { albExamples, clusterIpExample } from '../ingress/alb/examples.ts';
import type { Controller } from './define-controller.ts';

export const controller: Controller = albController('instance', {
  id: 'alb',
  title: 'AWS Load Balancer Controller',
  examples: [...albExamples('NodePort'), clusterIpExample],
});
