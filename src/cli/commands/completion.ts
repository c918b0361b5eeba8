import { visible } from '../../report/visible.ts';
import { type Command, refuse } from '../command.ts';
import { shellScript, shells } from '../completion/shell-scripts.ts';

/** `ksvc completion <shell>`: a script for the shell, which asks `ksvc __complete` for words. */
export const completionCommand: Command = async (args, io) => {
  const [name = ''] = args.operands;
  const shell = shells.find((each) => each === name);
  if (shell === undefined)
    return refuse(io, args, `no completion for '${visible(name)}'; shells: ${shells.join(', ')}`);
  io.out.write(shellScript(shell));
  return 0;
};
