import type { Outcome } from '../traffic/outcome.ts';

/** An outcome in a few words: `reaches shop/web:80`, `308 to https://…`, `404`, `no connection`. */
export function answerWords(outcome: Outcome, asked: string | undefined): string {
  switch (outcome.kind) {
    case 'delivered': {
      const { backend, upstream, endpoints } = outcome;
      const path = asked === undefined || upstream.path === asked ? '' : ` as ${upstream.path}`;
      const names = [...new Set(endpoints.map(({ name, port }) => `${name}:${port}`))];
      const shown =
        names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
      return `reaches ${backend}${path} (${shown})`;
    }
    case 'redirected':
      return `${outcome.status} to ${outcome.location}`;
    case 'answered':
      return outcome.status === 200 ? outcome.reason : String(outcome.status);
    case 'refused':
      return 'no connection';
    case 'not-serving':
      return 'nothing is served';
    case 'unknown':
      return `cannot tell: needs ${outcome.needs.join(', ')}`;
  }
}
