import type { ControllerAnswer } from '../controllers/define-controller.ts';
import { answerText, backendText } from './answer-text.ts';
import { noNearMisses } from './near-misses.ts';

/** The answer that all readings of a request have in common; unknown, with every one of them, where they differ. */
export function agreedAnswer(answers: readonly ControllerAnswer[], needs: readonly string[]): ControllerAnswer {
  const [only] = answers;
  if (only && answers.length === 1) return only;
  const byText = new Map<string, ControllerAnswer>();
  for (const answer of answers) {
    const text = answerKeyOf(answer);
    if (!byText.has(text)) byText.set(text, answer);
  }
  const different = [...byText.values()];
  const [first, ...others] = different;
  if (first && others.length === 0) return first;
  const candidates = [...new Set(different.flatMap(candidatesOf))];
  return {
    kind: 'end',
    hops: first ? commonHops(first, others) : [],
    nearMisses: noNearMisses,
    outcome: {
      kind: 'unknown',
      needs: [...new Set([...needs, ...different.flatMap(needsOf)])],
      ...(candidates.length > 0 && { candidates }),
    },
  };
}

/** What two answers have to have in common to be one. */
export function answerKeyOf(answer: ControllerAnswer): string {
  return [answerText(answer), ...needsOf(answer), ...candidatesOf(answer)].join('\n');
}

function needsOf(answer: ControllerAnswer): readonly string[] {
  return answer.kind === 'end' && answer.outcome.kind === 'unknown' ? answer.outcome.needs : [];
}

/** Backends by their names, other answers in a few words. */
function candidatesOf(answer: ControllerAnswer): readonly string[] {
  if (answer.kind === 'forward') return [backendText(answer)];
  return answer.outcome.kind === 'unknown' ? (answer.outcome.candidates ?? []) : [answerText(answer)];
}

/** The steps that all answers begin with. */
function commonHops(first: ControllerAnswer, others: readonly ControllerAnswer[]): ControllerAnswer['hops'] {
  const end = first.hops.findIndex(({ text }, index) => !others.every(({ hops }) => hops[index]?.text === text));
  return end < 0 ? first.hops : first.hops.slice(0, end);
}
