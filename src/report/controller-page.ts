import type { Behaviour, ControllerProfile } from '../traffic/profile/profile.ts';
import type { Paint } from './reporter.ts';
import { wrap } from './wrap.ts';

/** What a controller does differently, for a terminal. */
export function controllerPageText(profile: ControllerProfile, paint: Paint, width: number): string {
  const paragraph = (text: string): string[] => wrap(text, Math.min(width, 100) - 2).map((line) => `  ${line}`);
  const differing = profile.behaviour.filter(({ differs }) => differs);
  const same = profile.behaviour.filter(({ differs }) => !differs);
  const sections: string[][] = [
    [paint.strong(profile.id), ...paragraph(profile.title), ...paragraph(versionLine(profile))],
    [paint.strong('Takes'), ...classLines(profile).flatMap(paragraph)],
    ...(differing.length === 0
      ? []
      : [
          [
            paint.strong('Answers otherwise than the Ingress specification'),
            ...differing.flatMap((each) => behaviourLines(each, paint)),
          ],
        ]),
    [paint.strong('Answers as the specification says'), ...same.flatMap(({ title }) => paragraph(`· ${title}`))],
    [
      paint.strong('Examples'),
      ...profile.examples.flatMap(({ name, requests }) => [
        ...paragraph(`${name}:`),
        ...requests.map(({ request, answer }) => `    ${request}  →  ${answer}`),
      ]),
    ],
    [paint.strong('Sources'), ...profile.sources.flatMap(paragraph)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The same as a page of Markdown, with the manifests of the examples. */
export function controllerPageMarkdown(profile: ControllerProfile): string {
  const { behaviour, examples, sources } = profile;
  return `${[
    `# ${profile.id}`,
    `${profile.title}. ${versionLine(profile)}`,
    `## What it takes\n\n${classLines(profile)
      .map((line) => `- ${plain(line)}`)
      .join('\n')}`,
    '## What it answers',
    'Each line is one Ingress and one request to it. Answers in bold are other than those of the Ingress specification.',
    [
      `| question | request | answer | specification |${hasRecordings(profile) ? ' recorded |' : ''}`,
      `| --- | --- | --- | --- |${hasRecordings(profile) ? ' --- |' : ''}`,
      ...behaviour.map((each) => row(each, hasRecordings(profile))),
    ].join('\n'),
    ...(hasRecordings(profile)
      ? ['*Recorded*: the case, and the request in it, in which the running controller was seen to answer so.']
      : []),
    '## Examples',
    ...examples.map(
      ({ name, yaml, requests }) =>
        `### ${sentence(name)}\n\n\`\`\`yaml\n${yaml.trim()}\n\`\`\`\n\n${requests
          .map(({ request, answer }) => `- \`${request}\` → \`${answer}\``)
          .join('\n')}`,
    ),
    `## Sources\n\n${sources.map((source) => `- ${source}`).join('\n')}`,
  ].join('\n\n')}\n`;
}

function versionLine({ versions, modeOf }: ControllerProfile): string {
  return `${versions}${modeOf === null ? '' : `; a mode of ${modeOf}`}.`;
}

function classLines({ classes, annotationPrefixes, modeOf }: ControllerProfile): string[] {
  const { controllerNames, names, annotations } = classes;
  if (controllerNames.length === 0 && modeOf === null) return ['every Ingress: the specification knows no controllers'];
  return [
    ...(controllerNames.length > 0 ? [`spec.controller of its IngressClass: ${controllerNames.join(', ')}`] : []),
    ...(names.length > 0 ? [`usual name of the class: ${names.join(', ')}`] : []),
    ...(annotations.length > 0 ? [`annotation kubernetes.io/ingress.class: ${annotations.join(', ')}`] : []),
    ...(annotationPrefixes.length > 0 ? [`annotations that it reads: ${annotationPrefixes.join(', ')}`] : []),
  ];
}

function behaviourLines({ title, answer, expected }: Behaviour, paint: Paint): string[] {
  return [`  · ${title}`, `      ${paint.warning(words(answer))}, ${paint.dim(`specification: ${words(expected)}`)}`];
}

function row({ title, request, answer, expected, differs, recorded }: Behaviour, withRecorded: boolean): string {
  const own = differs ? `**${plain(words(answer))}**` : plain(words(answer));
  const seen = withRecorded ? ` ${recorded === null ? '' : `\`${recorded}\``} |` : '';
  return `| ${plain(sentence(title))} | \`${request}\` | ${own} | ${plain(words(expected))} |${seen}`;
}

function hasRecordings({ behaviour }: ControllerProfile): boolean {
  return behaviour.some(({ recorded }) => recorded !== null);
}

/** `reaches web`, `308 to https://…`, `404`, `no connection`. */
function words(answer: string): string {
  const [first = '', second] = answer.split(' ');
  const [, service] = /^[^/\s]+\/([^:\s]+):/.exec(first) ?? [];
  if (service !== undefined) return `reaches ${service}${second === undefined ? '' : ` as ${second}`}`;
  if (second !== undefined) return `${first} to ${second}`;
  if (answer === 'refused') return 'no connection';
  return answer === 'not-serving' ? 'nothing is served' : answer === 'unknown' ? 'cannot be told' : answer;
}

function sentence(text: string): string {
  // Names of fields and schemes stay as they are written.
  return /^(?:[a-z]+\.|https?\b)/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

function plain(text: string): string {
  return text.replace(/[\\|*_`[\]#~<>]/g, '\\$&');
}
