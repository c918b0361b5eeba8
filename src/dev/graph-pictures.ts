import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { graph, graphOfChanges, renderSvg, type Source } from '../index.ts';

/** The pictures of the documentation, by path: drawn from the projects among the fixtures. */
export function graphPictures(root: string): ReadonlyMap<string, string> {
  const shop = graph(sourcesIn(root, 'fixtures/projects/shop'));
  const [before, after] = ['before', 'in'].map((name): Source[] => {
    const path = `fixtures/graph/changes/${name}.yaml`;
    return [{ path, text: readFileSync(join(root, path), 'utf8') }];
  });
  const changes = graphOfChanges(before ?? [], after ?? [], { names: { before: 'main', after: 'k8s' } });
  return new Map([
    ['docs/shop.svg', renderSvg(shop, { title: 'shop' })],
    ['docs/graph-changes.svg', renderSvg(changes, { title: 'k8s' })],
  ]);
}

function sourcesIn(root: string, folder: string): Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry): Source[] => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return sourcesIn(root, path);
      return [{ path, text: readFileSync(join(root, path), 'utf8') }];
    });
}
