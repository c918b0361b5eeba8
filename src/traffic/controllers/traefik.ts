import { traefikExamples } from '../ingress/traefik/examples.ts';
import { traefikController } from '../ingress/traefik/kubernetes-ingress.ts';
import type { Controller } from './define-controller.ts';

export const controller: Controller = traefikController({
  id: 'traefik',
  title: 'Traefik',
  strict: false,
  examples: traefikExamples,
});
