// Past src/index.ts on purpose: through it, every command would load the texts of all rules.
export { type RuleMeta, rules } from '../rules/catalogue.ts';
