import { toJson } from '../../report/json.ts';
import { ruleListMarkdown, ruleListText } from '../../report/rule-page.ts';
import { type Command, refuse } from '../command.ts';
import { deliver, lookOf } from '../output/deliver.ts';
import { destinations } from '../output/destinations.ts';

/** `ksvc rules`: the catalogue. */
export const rulesCommand: Command = async (args, io) => {
  const targets = destinations(args.values.output ?? [], args.formats, 'text');
  if (typeof targets === 'string') return refuse(io, args, targets);
  const { rules } = await import('../rule-texts.ts');
  const written = await deliver(targets, io, async (target) => {
    if (target.format === 'json') return toJson({ version: 1, rules });
    if (target.format === 'markdown') return ruleListMarkdown(rules);
    return ruleListText(rules, (await lookOf(target, args, io)).paint);
  });
  return written ? 0 : 2;
};
