import { controllerPageMarkdown } from '../report/controller-page.ts';
import type { Controller } from '../traffic/controllers/define-controller.ts';
import { profileOf } from '../traffic/profile/profile.ts';

const generated = '<!-- Generated from src/traffic by `npm run generate`. -->';

/** The pages of docs/controllers by file name: one for each controller, and the list of all. */
export function controllerPages(controllers: readonly Controller[]): ReadonlyMap<string, string> {
  const profiles = controllers.map(profileOf);
  const rows = profiles.map(({ id, title, versions, behaviour }) => {
    const differing = behaviour.filter(({ differs }) => differs).length;
    return `| [${id}](${id}.md) | ${title} | ${versions} | ${differing} of ${behaviour.length} |`;
  });
  const index = [
    generated,
    '',
    '# Controllers',
    '',
    'What each ingress controller makes of an Ingress, as `ksvc trace`, `routes` and `diff` simulate it. `ksvc explain <id>`',
    'prints the same page.',
    '',
    '| id | controller | versions | answers otherwise than the specification |',
    '| --- | --- | --- | --- |',
    ...rows,
  ];
  return new Map([
    ['README.md', `${index.join('\n')}\n`],
    ...profiles.map((profile): [string, string] => [
      `${profile.id}.md`,
      `${generated}\n\n${controllerPageMarkdown(profile)}`,
    ]),
  ]);
}
