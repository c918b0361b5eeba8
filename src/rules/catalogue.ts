import type { FixKind } from '../diagnostics/fix.ts';
import { ruleUrl } from '../diagnostics/rule-url.ts';
import type { Messages, RuleDefinition } from './define-rule.ts';
import { ruleFixes } from './fixes.ts';
import { rules as definitions } from './index.ts';

/** What there is to read about a rule: everything but its code. */
export interface RuleMeta extends Omit<RuleDefinition<Messages>, 'messages' | 'on' | 'explains'> {
  /** Its page. */
  readonly url: string;
  /** How `ksvc fix` repairs what it finds; empty: by hand. */
  readonly fixes: readonly FixKind[];
}

/** The texts of every rule, by name. */
export const rules: readonly RuleMeta[] = definitions.map(
  ({ messages: _messages, on: _on, explains: _explains, ...texts }) => ({
    ...texts,
    url: ruleUrl(texts.id),
    fixes: ruleFixes[texts.id] ?? [],
  }),
);
