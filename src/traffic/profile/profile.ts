import { load } from '../../model/load.ts';
import { modelOf } from '../../model/model.ts';
import type { Controller, ControllerExample } from '../controllers/define-controller.ts';
import { controllers } from '../controllers/index.ts';
import { sideOf } from '../diff/side.ts';
import { exampleRequest } from '../ingress/example-request.ts';
import { httpRequest } from '../request.ts';
import { decisionsFor } from '../serving.ts';
import { manifestsOf, type Question, questions } from './questions.ts';

/** What a controller does, next to what the Ingress specification says. */
export interface ControllerProfile {
  readonly id: string;
  readonly title: string;
  /** The controller that this is a mode of. */
  readonly modeOf: string | null;
  readonly versions: string;
  /** How Ingresses are given to it. */
  readonly classes: {
    readonly controllerNames: readonly string[];
    readonly names: readonly string[];
    readonly annotations: readonly string[];
  };
  /** Prefixes of the annotations that it reads. */
  readonly annotationPrefixes: readonly string[];
  readonly behaviour: readonly Behaviour[];
  readonly examples: readonly ControllerExample[];
  readonly sources: readonly string[];
}

/** The answer to one question. */
export interface Behaviour {
  readonly id: string;
  readonly topic: Question['topic'];
  readonly title: string;
  readonly request: string;
  /** As examples write answers: `default/web:80 /`, `404`, `308 https://…`. */
  readonly answer: string;
  /** What the specification says. */
  readonly expected: string;
  readonly differs: boolean;
  /** Where a running controller was asked the same, and answered so. */
  readonly recorded: string | null;
}

/** The profile of a controller: its facts, and its answers to questions that controllers answer differently. */
export function profileOf(controller: Controller): ControllerProfile {
  const spec = controllers.find(({ id }) => id === 'spec');
  return {
    id: controller.id,
    title: controller.title,
    modeOf: controller.modeOf ?? null,
    versions: controller.versions,
    classes: {
      controllerNames: controller.controllerNames,
      names: controller.classNames,
      annotations: controller.classAnnotations,
    },
    annotationPrefixes: controller.annotationPrefixes,
    behaviour: questions.map((question) => {
      const answer = answerTo(controller, question);
      const expected = spec ? answerTo(spec, question) : answer;
      const { id, topic, title, request, recorded } = question;
      const isRecorded = recorded && recordedControllers.has(controller.id);
      return {
        id,
        topic,
        title,
        request,
        answer,
        expected,
        differs: answer !== expected,
        recorded: isRecorded ? `${recorded.case}: ${recorded.request}` : null,
      };
    }),
    examples: controller.examples,
    sources: controller.sources,
  };
}

/** Controllers that ran, and whose answers are at hand; of the others the source was read, or their own packages run. */
export const recordedControllers: ReadonlySet<string> = new Set([
  'ingress-nginx',
  'contour',
  'haproxy',
  'haproxy-jcmoraisjr',
  'traefik',
  'traefik-strict-prefix',
  'traefik-ingress-nginx-provider',
]);

/** What a controller answers to a question, its Ingress being one of its own. */
export function answerTo(controller: Controller, question: Question): string {
  const model = modelOf(load([{ path: `${question.id}.yaml`, text: manifestsOf(question) }], { complete: true }));
  const request = httpRequest(exampleRequest({ request: question.request, answer: '' }));
  if (!request) return 'no request';
  const adopted = decisionsFor(controller, model).left.map(({ ingress }) => ingress);
  const { outcome } = sideOf(model, controller.id, { adopted }).answer(request);
  switch (outcome.kind) {
    case 'delivered':
      return `${outcome.backend} ${outcome.upstream.path}`;
    case 'redirected':
      return `${outcome.status} ${outcome.location}`;
    case 'answered':
      return String(outcome.status);
    default:
      return outcome.kind;
  }
}
