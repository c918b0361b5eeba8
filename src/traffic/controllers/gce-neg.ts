import { gceExamples } from '../ingress/gce/examples.ts';
import { gceController } from '../ingress/gce/gce-controller.ts';
import type { Controller } from './define-controller.ts';

export const controller: Controller = gceController(true, {
  id: 'gce-neg',
  title: 'GKE Ingress (ingress-gce) with container-native load balancing',
  examples: gceExamples('ClusterIP'),
});
