/** The page of a rule; the only place that knows where pages live. */
export function ruleUrl(rule: string): string {
  return `https://github.com/ksvc/ksvc/blob/main/docs/rules/${rule}.md`;
}
