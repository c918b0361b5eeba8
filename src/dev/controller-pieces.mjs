// Makes each controller but the usual one a piece of its own, loaded with the first Ingress that shows it to run: together
// they are larger than everything else that a command loads.
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';

/** The controller that nearly every run compiles: as a piece of its own it would only be one file more to load. */
export const usual = 'ingress-nginx';

/** Name and source file of the piece of each controller that the registry imports. */
export function controllerPieces(registry) {
  const imports = readFileSync(registry, 'utf8').matchAll(/^import \{ controller(?: as \w+)? \} from '(.*)';$/gm);
  return [...imports]
    .map(([, file]) => [basename(file, '.ts'), join(dirname(registry), file)])
    .filter(([id]) => id !== usual)
    .map(([id, file]) => [pieceOf(id), [file]]);
}

/** The controllers of a registry themselves: what they say of themselves is partly computed. */
export async function controllersOf(registry) {
  const { outputFiles } = await build({ entryPoints: [registry], bundle: true, format: 'esm', write: false });
  const { controllers } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return controllers;
}

/**
 * An esbuild plugin that puts stubs in place of the registry's controllers. A stub has the short facts by which a
 * controller is chosen, and takes everything else from elsewhere: its functions from its piece, the long texts that
 * explain it from one piece for all.
 */
export function stubsForControllers(controllers) {
  const contents = registryOfStubs(controllers);
  return {
    name: 'stubs-for-controllers',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^\.\/controller-details\.cjs$/ }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /\/src\/traffic\/controllers\/index\.ts$/ }, () => ({ contents }));
    },
  };
}

/** An esbuild plugin that leaves out of a controller's piece what its stub takes from the piece of long texts. */
export const withoutExamples = {
  name: 'without-examples',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/traffic\/.*\/examples\.ts$/ }, ({ path }) => {
      const exported = readFileSync(path, 'utf8').matchAll(/^export (const|function) (\w+)/gm);
      const empty = [...exported].map(
        ([, kind, name]) => `export ${kind} ${name}${kind === 'const' ? ' = []' : '() { return []; }'};`,
      );
      return { contents: empty.join('\n') };
    });
  },
};

/** The text of the piece with the long texts of all controllers, by their ids. */
export function controllerDetails(controllers) {
  const details = controllers.map((controller) => [controller.id, only(controller, (name) => long.has(name))]);
  return `module.exports=JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(details)))});`;
}

const long = new Set(['sources', 'examples']);

/** Facts are parsed from one text, and functions found by getters: to make hundreds of them would cost every start. */
function registryOfStubs(controllers) {
  const isMethod = (controller, name) => typeof controller[name] === 'function';
  const methods = [...new Set(controllers.flatMap((each) => Object.keys(each).filter((name) => isMethod(each, name))))];
  const factsOf = (each) => ({
    ...only(each, (name) => !long.has(name) && !isMethod(each, name)),
    methods: methods.filter((name) => isMethod(each, name)),
  });
  // The usual one is there itself.
  const facts = controllers.map((each) => (each.id === usual ? null : factsOf(each)));
  return `
import { controller as usual } from './${usual}.ts';
const stub = {
  ${[...long].map((name) => `get ${name}() { return require('./controller-details.cjs')[this.id].${name}; }`).join(',\n  ')},
  ${methods.map((name) => `get ${name}() { return methodOf(this, '${name}'); }`).join(',\n  ')},
};
function methodOf({ id, methods }, name) {
  if (!methods.includes(name)) return undefined;
  const piece = './${pieceOf('')}' + id + '.cjs';
  return require(piece).controller[name];
}
Object.defineProperty(usual, 'examples', Object.getOwnPropertyDescriptor(stub, 'examples'));
export const controllers = JSON.parse(${JSON.stringify(JSON.stringify(facts))}).map((each) =>
  each === null ? usual : Object.setPrototypeOf(each, stub),
);`;
}

function only(controller, isWanted) {
  return Object.fromEntries(Object.entries(controller).filter(([name]) => isWanted(name)));
}

function pieceOf(id) {
  return `controller-${id}`;
}
