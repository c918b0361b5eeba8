import { controllerPageMarkdown, controllerPageText } from '../../report/controller-page.ts';
import { toJson } from '../../report/json.ts';
import { rulePageMarkdown, rulePageText } from '../../report/rule-page.ts';
import { visible } from '../../report/visible.ts';
import { ruleIds } from '../../rules/ids.ts';
import { nearest } from '../../text/nearest.ts';
import type { ControllerProfile } from '../../traffic/profile/profile.ts';
import type { Arguments } from '../arguments.ts';
import { type Command, refuse } from '../command.ts';
import { profileFor } from '../controller-profiles.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { deliver, lookOf } from '../output/deliver.ts';
import { type Destination, destinations } from '../output/destinations.ts';

/** `ksvc explain <rule | controller>`: one of them with its reasons and examples; without a name, the catalogue. */
export const explainCommand: Command = async (args, io) => {
  const [id] = args.operands;
  if (id === undefined) return (await import('./rules.ts')).rulesCommand(args, io);
  const targets = destinations(args.values.output ?? [], args.formats, 'text');
  if (typeof targets === 'string') return refuse(io, args, targets);
  // Large, and shared with others that need the texts of all rules.
  const { rules } = await import('../rule-texts.ts');
  const rule = rules.find((candidate) => candidate.id === id);
  if (!rule) {
    const profile = profileFor(id);
    if ('id' in profile) return await explainController(profile, targets, args, io);
    io.err.write(
      `error: no rule or controller is called '${visible(id)}'${hint(id, profile)}\n(ksvc rules lists the rules; controllers: ${profile.join(', ')})\n`,
    );
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

async function explainController(
  profile: ControllerProfile,
  targets: readonly Destination[],
  args: Arguments,
  io: Io,
): Promise<ExitCode> {
  const written = await deliver(targets, io, async (target) => {
    if (target.format === 'json') return toJson({ version: 1, controller: profile });
    if (target.format === 'markdown') return controllerPageMarkdown(profile);
    const { paint, width } = await lookOf(target, args, io);
    return controllerPageText(profile, paint, width);
  });
  return written ? 0 : 2;
}

/** The nearest id, or those that hold the word. */
function hint(id: string, controllers: readonly string[]): string {
  const ids = [...ruleIds, ...controllers];
  const near = nearest(id, ids);
  if (near !== undefined) return ` (did you mean ${near}?)`;
  const holding = id.length > 2 ? ids.filter((candidate) => candidate.includes(id.toLowerCase())) : [];
  return holding.length > 0 ? ` (did you mean ${holding.slice(0, 4).join(', ')}?)` : '';
}
