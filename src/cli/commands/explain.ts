import { toJson } from '../../report/json.ts';
import { rulePageMarkdown, rulePageText } from '../../report/rule-page.ts';
import { visible } from '../../report/visible.ts';
import { nearest } from '../../text/nearest.ts';
import { type Command, refuse } from '../command.ts';
import { commandSpecs } from '../options.ts';
import { deliver, lookOf } from '../output/deliver.ts';
import { destinations } from '../output/destinations.ts';
import { rules } from '../rule-texts.ts';
import { rulesCommand } from './rules.ts';

/** `ksvc explain <rule>`: one rule with its reasons and examples; without a rule, the catalogue. */
export const explainCommand: Command = async (args, io) => {
  const [id] = args.operands;
  if (id === undefined) return rulesCommand(args, io);
  const targets = destinations(args.values.output ?? [], commandSpecs.explain.formats, 'text');
  if (typeof targets === 'string') return refuse(io, args, targets);
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) {
    io.err.write(`error: no rule is called '${visible(id)}'${hint(id)}\n(ksvc rules lists them)\n`);
    return 2;
  }
  const written = await deliver(targets, io, async (target) => {
    if (target.format === 'json') return toJson({ version: 1, rule });
    if (target.format === 'markdown') return rulePageMarkdown(rule);
    const { paint, width } = await lookOf(target, args, io);
    return rulePageText(rule, paint, width);
  });
  return written ? 0 : 2;
};

/** The nearest id, or those that hold the word. */
function hint(id: string): string {
  const ids = rules.map((rule) => rule.id);
  const near = nearest(id, ids);
  if (near !== undefined) return ` (did you mean ${near}?)`;
  const holding = id.length > 2 ? ids.filter((candidate) => candidate.includes(id.toLowerCase())) : [];
  return holding.length > 0 ? ` (did you mean ${holding.slice(0, 4).join(', ')}?)` : '';
}
