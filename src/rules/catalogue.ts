import { ruleUrl } from '../diagnostics/rule-url.ts';
import type { Messages, RuleDefinition } from './define-rule.ts';
import { rules as definitions } from './index.ts';

/** What there is to read about a rule: everything but its code. */
export interface RuleMeta extends Omit<RuleDefinition<Messages>, 'messages' | 'on' | 'explains'> {
  /** Its page. */
  readonly url: string;
}

/** The texts of every rule, by name. */
export const rules: readonly RuleMeta[] = definitions.map(
  ({ messages: _messages, on: _on, explains: _explains, ...texts }) => ({ ...texts, url: ruleUrl(texts.id) }),
);
