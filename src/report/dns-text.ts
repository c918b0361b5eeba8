import type { DnsResult } from '../traffic/dns/dns.ts';
import { cellsOf } from './cells.ts';
import { count } from './plural.ts';
import type { Paint, ReportOptions } from './reporter.ts';
import { visible } from './visible.ts';
import { wrap } from './wrap.ts';

/** What a lookup is printed with. */
export type DnsTextOptions = Pick<ReportOptions, 'paint' | 'width' | 'ascii'>;

/** A lookup for people, like `dig +search`: the names that were tried, then the records or the reason for none. */
export function dnsText(result: DnsResult, title: string, options: DnsTextOptions): string {
  const { paint } = options;
  const tries = triesOf(result);
  const numbers = String(tries.length).length + 1;
  const names = Math.max(0, ...tries.map(({ name }) => cellsOf(name)));
  const lines = tries.map(({ name, text, status }, index) => {
    const [sign, asciiSign, colour] = marks[status];
    const mark = paint[colour](options.ascii ? asciiSign : sign);
    return `${String(index + 1).padStart(numbers)} ${mark} ${name}${' '.repeat(names - cellsOf(name))}  ${text}`;
  });
  return `${[paint.strong(visible(title)), ...lines, ...ending(result, options)].join('\n')}\n`;
}

type Status = 'answered' | 'none' | 'elsewhere';

const marks: Readonly<Record<Status, readonly [sign: string, ascii: string, paint: keyof Paint]>> = {
  answered: ['✔', '+', 'ok'],
  none: ['✖', 'x', 'dim'],
  elsewhere: ['?', '?', 'info'],
};

interface Try {
  readonly name: string;
  readonly text: string;
  readonly status: Status;
}

/** One line a name: questions for several types are sent together. */
function triesOf({ asked, answers }: DnsResult): Try[] {
  const byName = new Map<string, { type: string; rcode: string }[]>();
  for (const { name, type, rcode } of asked) byName.set(name, [...(byName.get(name) ?? []), { type, rcode }]);
  const last = asked.at(-1)?.name;
  return [...byName].map(([name, questions]) => {
    const rcodes = questions.map(({ rcode }) => rcode);
    const shown = visible(name);
    if (name === last && answers.length > 0)
      return { name: shown, text: count(answers.length, 'record'), status: 'answered' };
    if (rcodes.includes('FORWARDED')) return { name: shown, text: 'not a name of the cluster', status: 'elsewhere' };
    const types = questions.map(({ type }) => type).join(' or ');
    if (rcodes.includes('NOERROR'))
      return { name: shown, text: `exists, without ${visible(types)} record`, status: 'none' };
    return { name: shown, text: rcodes[0] ?? '', status: 'none' };
  });
}

function ending({ rcode, answers, needs }: DnsResult, { paint, width }: DnsTextOptions): string[] {
  if (answers.length > 0) return answers.map((answer) => visible(answer));
  if (needs.length > 0) {
    return needs
      .flatMap((need) => wrap(`cannot tell; needed: ${visible(need)}`, width))
      .map((line) => paint.info(line));
  }
  return [paint.error(noAnswer[rcode] ?? visible(rcode))];
}

const noAnswer: Readonly<Record<string, string>> = {
  NOERROR: 'no data: the name exists, but has no such record',
  NXDOMAIN: 'NXDOMAIN: there is no such name',
};
