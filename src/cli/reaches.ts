const severities: readonly string[] = ['error', 'warning', 'info'];

/** True at or above a severity; nothing is above `never`. */
export function reaches(severity: string, lowest: string): boolean {
  return severities.indexOf(severity) <= severities.indexOf(lowest);
}
