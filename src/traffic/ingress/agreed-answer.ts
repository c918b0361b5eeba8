import type { ControllerAnswer } from '../controllers/define-controller.ts';
import { answerText, backendText } from './answer-text.ts';

/** The answer that all readings of a request have in common; unknown, with every one of them, where they differ. */
export function agreedAnswer(answers: readonly ControllerAnswer[], needs: readonly string[]): ControllerAnswer {
  const byText = new Map<string, ControllerAnswer>();
  for (const answer of answers) {
    const text = answerText(answer);
    if (!byText.has(text)) byText.set(text, answer);
  }
  const [first, ...others] = byText.values();
  if (first && others.length === 0) return first;
  const candidates = [...new Set([...byText.values()].map(candidateOf))];
  return {
    kind: 'end',
    hops: first ? commonHops(first, others) : [],
    nearMisses: [],
    outcome: { kind: 'unknown', needs, ...(candidates.length > 0 && { candidates }) },
  };
}

/** What an answer is called among candidates: a backend, or a few words. */
export function candidateOf(answer: ControllerAnswer): string {
  return answer.kind === 'forward' ? backendText(answer) : answerText(answer);
}

/** The steps that all answers begin with. */
function commonHops(first: ControllerAnswer, others: readonly ControllerAnswer[]): ControllerAnswer['hops'] {
  let length = 0;
  for (const { text } of first.hops) {
    if (!others.every(({ hops }) => hops[length]?.text === text)) break;
    length++;
  }
  return first.hops.slice(0, length);
}
