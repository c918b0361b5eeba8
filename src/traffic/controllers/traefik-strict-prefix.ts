import { strictPrefixExamples } from '../ingress/traefik/examples.ts';
import { traefikController } from '../ingress/traefik/kubernetes-ingress.ts';
import type { Controller } from './define-controller.ts';

export const controller: Controller = traefikController({
  id: 'traefik-strict-prefix',
  modeOf: 'traefik',
  title: 'Traefik with strictPrefixMatching',
  strict: true,
  examples: strictPrefixExamples,
});
