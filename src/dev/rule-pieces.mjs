// esbuild plugins that keep rules small where every lint loads them. Loaded code costs about 4 ms of CPU for each
// 100 KB; most of a rule is text for its page, and most rules only explain problems that a clean manifest has not.
import { dirname } from 'node:path';
import { parseSync, printSync } from '@swc/core';

const ruleFile = /\/src\/rules\/[^/]+\.ts$/;
const texts = new Set(['title', 'why', 'sources', 'examples', 'since']);

/** Leaves out what only a rule's page shows. */
export const withoutTexts = (sources) => ({
  name: 'without-texts',
  setup({ onLoad }) {
    onLoad({ filter: ruleFile }, ({ path }) => {
      const rule = ruleOf(sources.read(path));
      if (!rule) return undefined;
      rule.definition.properties = rule.definition.properties.filter(({ key }) => !texts.has(key?.value));
      return { contents: printSync(rule.module).code, loader: 'ts', resolveDir: dirname(path) };
    });
  },
});

/**
 * Puts a stub in place of each rule that does nothing but explain problems: it has what the engine plans with, and loads
 * the rules themselves, which `piece` exports as `rules`, with the first problem.
 */
export const stubsForExplanations = (piece, sources) => ({
  name: 'stubs-for-explanations',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^explanations$/ }, () => ({ path: 'explanations', namespace: 'explanations' }));
    onResolve({ filter: new RegExp(`^${piece.replaceAll('.', '\\.')}$`) }, () => ({ path: piece, external: true }));
    onLoad({ filter: /./, namespace: 'explanations' }, () => ({
      contents: `let rules; export const explanation = (id) => (rules ??= require('${piece}').rules).find((rule) => rule.id === id);`,
    }));
    onLoad({ filter: ruleFile }, ({ path }) => {
      const rule = ruleOf(sources.read(path));
      const handlers = property(rule?.definition, 'on')?.properties.map(({ key }) => key.value);
      if (handlers?.length !== 1 || handlers[0] !== 'Problem') return undefined;
      const [id, group, severity, core, explains] = ['id', 'group', 'severity', 'core', 'explains'].map((name) =>
        literal(property(rule.definition, name)),
      );
      return {
        contents: `
          import { explanation } from 'explanations';
          const full = () => explanation(${JSON.stringify(id)});
          export const rule = {
            id: ${JSON.stringify(id)},
            group: ${JSON.stringify(group)},
            severity: ${JSON.stringify(severity)},
            core: ${JSON.stringify(core)},
            explains: ${JSON.stringify(explains)},
            get help() { return full().help; },
            get messages() { return full().messages; },
            on: { Problem: (...args) => full().on.Problem(...args) },
          };`,
        resolveDir: dirname(path),
      };
    });
  },
});

/** The syntax tree of a text that defines a rule, and the object in it that defineRule is given. */
function ruleOf(source) {
  if (!source.includes('export const rule: Rule =')) return undefined;
  const module = parseSync(source, { syntax: 'typescript', target: 'es2022' });
  for (const item of module.body) {
    for (const declaration of item.declaration?.declarations ?? []) {
      const definition = declaration.init?.arguments?.[0]?.expression;
      if (declaration.init?.callee?.value === 'defineRule' && definition?.properties) return { module, definition };
    }
  }
  return undefined;
}

function property(object, name) {
  return object?.properties.find(({ key }) => key?.value === name)?.value;
}

function literal(node) {
  return node?.type === 'ArrayExpression' ? node.elements.map(({ expression }) => literal(expression)) : node?.value;
}
