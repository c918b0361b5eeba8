import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, lint } from '../index.ts';

/** A mistake of fixtures/peers: a wrong manifest and its corrected twin, and who finds it. */
export interface Mistake {
  /** In a few words. */
  readonly mistake: string;
  /** Name of its files before `.wrong.yaml` and `.right.yaml`. */
  readonly file: string;
  /** The rule of ksvc that has to find it; null for what it does not find. */
  readonly rule: string | null;
  /** What kube-apiserver 1.37.2 answers. */
  readonly apiServer: 'accepts' | 'rejects';
  /** Peers that print something for the mistake that they do not print for the twin. */
  readonly caughtBy: readonly string[];
}

/** The mistakes of fixtures/peers. */
export function mistakesOf(root: string): readonly Mistake[] {
  return JSON.parse(readFileSync(join(root, 'fixtures/peers/mistakes.json'), 'utf8')) as Mistake[];
}

/** What ksvc says of a mistake, and what of its corrected twin. */
export function findingsFor(
  root: string,
  { file }: Mistake,
): { readonly wrong: readonly Finding[]; readonly right: readonly Finding[] } {
  const of = (twin: 'wrong' | 'right'): readonly Finding[] => {
    const path = `${file}.${twin}.yaml`;
    return lint([{ path, text: readFileSync(join(root, 'fixtures/peers', path), 'utf8') }]).findings;
  };
  return { wrong: of('wrong'), right: of('right') };
}

/** The columns, with the versions that were run. */
const peers: readonly (readonly [id: string, title: string])[] = [
  ['kubeconform', 'kubeconform -strict'],
  ['kubectl-validate', 'kubectl-validate'],
  ['kubernetes-validate', 'kubernetes-validate'],
  ['kube-linter', 'kube-linter'],
  ['kube-linter-all', 'kube-linter, all'],
  ['kube-score', 'kube-score'],
  ['polaris', 'Polaris'],
  ['checkov', 'checkov'],
  ['monokle', 'Monokle'],
  ['kubediagrams', 'KubeDiagrams'],
  ['netpol-analyzer', 'netpol-analyzer'],
  ['yamllint', 'yamllint'],
  ['pluto', 'pluto'],
];

/** docs/peers.md: who finds which mistake. */
export function peersPage(root: string): string {
  const mistakes = mistakesOf(root);
  const rows = mistakes.map((mistake, at) => {
    const { wrong } = findingsFor(root, mistake);
    const found = wrong.find(({ rule }) => rule === mistake.rule);
    const own = found ? `${found.severity}: [${found.rule}](rules/${found.rule}.md)` : '';
    const others = peers.map(([id]) => (mistake.caughtBy.includes(id) ? '×' : ''));
    const server = mistake.apiServer === 'rejects' ? 'refuses' : 'takes';
    return [String(at + 1), mistake.mistake, server, own, ...others];
  });
  const count = (column: number): string => String(rows.filter((row) => row[column] !== '').length);
  const refused = String(mistakes.filter(({ apiServer }) => apiServer === 'rejects').length);
  const total = ['', `**of ${rows.length}**`, refused, count(3), ...peers.map((_, index) => count(4 + index))];
  const noise = mistakes.reduce((sum, mistake) => sum + findingsFor(root, mistake).right.length, 0);
  const header = ['#', 'mistake', 'API server', 'ksvc', ...peers.map(([, title]) => title)];
  return `${[
    '<!-- Made by test/docs/peers.test.ts: UPDATE=1 npx jest test/docs/peers -->',
    '',
    '# Who finds what',
    '',
    `${rows.length} mistakes with Services, Endpoints and Ingresses, each as a wrong manifest and a corrected twin (\`fixtures/peers\`).`,
    'A mistake counts as found when a tool says something about the wrong manifest that it does not say about the twin, and that',
    'names the mistake.',
    '',
    'The column of ksvc is run by the test that makes this page. The others are data: what the tools printed for manifests with',
    'the same mistakes in November 2026, run by hand: kubeconform 0.7, kubectl-validate (built-in schemas of 1.30),',
    'kubernetes-validate 1.37.0, kube-linter 0.8.3 with its default checks and with all built-in ones, kube-score with all optional',
    'tests, Polaris c0e23a23, checkov 3.3.30, @monokle/validation 0.33.0, KubeDiagrams 0.8.0, netpol-analyzer e54a3343, yamllint,',
    'pluto v5. The column of the API server is the answer of kube-apiserver 1.37.2 to a create with strict field validation.',
    '',
    `Of the corrected twins ksvc says ${noise === 0 ? 'nothing' : `${noise} thing${noise === 1 ? '' : 's'}`}: ${noiseText(mistakes, root)}`,
    '',
    ...[header, header.map(() => '---'), ...rows, total].map((cells) => `| ${cells.join(' | ')} |`),
    '',
    'What ksvc does not find, and why: number 35. An Exact path beside a Prefix of the same text with another Service is what the',
    'Ingress specification provides for (Exact goes first, the Prefix keeps what lies below), and is written on purpose, as for a',
    'start page: a finding would be wrong more often than right. Where the controller of the class lets the Prefix win, as Traefik',
    'and Kong do, [ingress-path-shadowed](rules/ingress-path-shadowed.md) says so; this manifest names a class whose controller',
    'nobody can tell.',
  ].join('\n')}\n`;
}

function noiseText(mistakes: readonly Mistake[], root: string): string {
  const found = mistakes.flatMap((mistake) => findingsFor(root, mistake).right);
  if (found.length === 0) return 'they are clean.';
  return `${[...new Set(found.map(({ severity, rule }) => `${severity} ${rule}`))].join(', ')}.`;
}
