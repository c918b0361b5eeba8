/** Yes, no, wrong usage or nothing readable, cannot tell, a bug of ours (contract.md). */
export type ExitCode = 0 | 1 | 2 | 3 | 70;
