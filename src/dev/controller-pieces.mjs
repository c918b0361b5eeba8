// Makes each controller a piece of its own, loaded with the first Ingress that shows it to run: together they are larger
// than everything else that a command loads.
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';

/** Name and source file of the piece of each controller that the registry imports. */
export function controllerPieces(registry) {
  const imports = readFileSync(registry, 'utf8').matchAll(/^import \{ controller(?: as \w+)? \} from '(.*)';$/gm);
  return [...imports].map(([, file]) => [pieceOf(basename(file, '.ts')), join(dirname(registry), file)]);
}

/**
 * An esbuild plugin that puts stubs in place of the registry's controllers. A stub has the short facts by which a
 * controller is chosen, and takes everything else from the piece.
 */
export async function stubsForControllers(registry) {
  const contents = registryOfStubs(await controllersOf(registry));
  return {
    name: 'stubs-for-controllers',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^\.\/controller-.*\.cjs$/ }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /\/src\/traffic\/controllers\/index\.ts$/ }, () => ({ contents }));
    },
  };
}

const long = new Set(['sources', 'examples']);

function registryOfStubs(controllers) {
  const stubs = controllers.map((controller) => {
    const full = `require('./${pieceOf(controller.id)}.cjs').controller`;
    const members = Object.entries(controller).map(([name, value]) => {
      if (typeof value === 'function') return `${name}: (...args) => ${full}.${name}(...args)`;
      return long.has(name) ? `get ${name}() { return ${full}.${name}; }` : `${name}: ${JSON.stringify(value)}`;
    });
    return `{ ${members.join(', ')} }`;
  });
  return `export const controllers = [${stubs.join(',\n')}];`;
}

/** The controllers themselves: what they say of themselves is partly computed. */
async function controllersOf(registry) {
  const { outputFiles } = await build({ entryPoints: [registry], bundle: true, format: 'esm', write: false });
  const { controllers } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return controllers;
}

function pieceOf(id) {
  return `controller-${id}`;
}
