import { clusterIpExample, gceExamples } from '../ingress/gce/examples.ts';
import { gceController } from '../ingress/gce/gce-controller.ts';
import type { Controller } from './define-controller.ts';

export const controller: Controller = gceController(false, {
  id: 'gce',
  title: 'GKE Ingress (ingress-gce)',
  examples: [...gceExamples('NodePort'), clusterIpExample],
});
