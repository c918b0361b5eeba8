import { describe, expect, test } from '@jest/globals';
import { load } from '../../../src/model/load.ts';
import { modelOf } from '../../../src/model/model.ts';
import { controllers } from '../../../src/traffic/controllers/index.ts';
import { answerText } from '../../../src/traffic/ingress/answer-text.ts';
import { exampleRequest } from '../../../src/traffic/ingress/example-request.ts';
import { httpRequest } from '../../../src/traffic/request.ts';
import { decisionsFor } from '../../../src/traffic/serving.ts';

describe.each(controllers.map((controller) => [controller.id, controller] as const))('%s', (_, controller) => {
  test('has examples', () => {
    expect(controller.examples.length).toBeGreaterThan(0);
  });

  test.each(controller.examples.map((example) => [example.name, example] as const))('%s', (_name, example) => {
    const model = modelOf(load([{ path: 'example.yaml', text: example.yaml }], { complete: true }));
    const table = controller.compile(
      model,
      decisionsFor(controller, model).taken.map(({ ingress }) => ingress),
    );
    const answers = example.requests.map((line) => {
      const request = httpRequest(exampleRequest(line));
      return { ...line, answer: request ? answerText(controller.answer(table, request)) : 'no request' };
    });
    expect(answers).toEqual(example.requests);
  });
});
