// Compiles what the sources do with arrays by iterators (`for … of`, `[a, b] = pair`) to indices, which means the same and
// costs less where V8 does not optimise (docs/decisions/015). Only types tell arrays from what else can be iterated.
import {
  isArrayBindingPattern,
  isArrayLiteralExpression,
  isArrowFunction,
  isBlock,
  isCallExpression,
  isForOfStatement,
  isFunctionDeclaration,
  isIdentifier,
  isObjectBindingPattern,
  isPropertyAccessExpression,
  isVariableDeclaration,
  isVariableDeclarationList,
} from 'typescript/unstable/ast/is';
import { API, TypeFlags } from 'typescript/unstable/sync';

/** esbuild plugin: reads the TypeScript files of a project with `sources`. */
export const arrayLoops = (sources) => ({
  name: 'array-loops',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/, namespace: 'file' }, ({ path }) => ({ contents: sources.read(path), loader: 'ts' }));
  },
});

/** The files of a project as they are to be built. */
export class Sources {
  #api;
  #project;
  #texts = new Map();

  constructor(config) {
    this.#api = new API();
    [this.#project] = this.#api.updateSnapshot({ openProjects: [config] }).getProjects();
  }

  /** The text of a file, loops over arrays by index. */
  read(path) {
    if (!this.#texts.has(path)) this.#texts.set(path, this.#lowered(path));
    return this.#texts.get(path);
  }

  close() {
    this.#api.close();
  }

  #lowered(path) {
    const file = this.#project.program.getSourceFile(path);
    if (!file) throw new Error(`${path} is not part of the project`);
    const iterated = [];
    const collect = (node) => {
      iterated.push(...iteratedIn(node));
      node.forEachChild(collect);
    };
    collect(file);
    const types = iterated.length === 0 ? [] : this.#project.checker.getTypeAtLocation(iterated);
    return new Lowering(file, new Set(iterated.filter((_, index) => this.#isArray(types[index])))).text();
  }

  #isArray(type) {
    return type !== undefined && !(type.flags & TypeFlags.Any) && this.#project.checker.isArrayLikeType(type);
  }
}

/** The expressions and patterns below a node whose type decides how it is compiled. */
function iteratedIn(node) {
  if (isForOfStatement(node) && isVariableDeclarationList(node.initializer)) {
    const [{ name }] = node.initializer.declarations;
    return [node.expression, ...(isEntries(node.expression) ? [node.expression.expression.expression] : []), name];
  }
  if (isVariableDeclaration(node) && isArrayBindingPattern(node.name) && node.initializer) return [node.initializer];
  if (isArrowFunction(node) || isFunctionDeclaration(node)) return node.parameters.map(({ name }) => name);
  return [];
}

/** Whether an expression is `….entries()`. */
function isEntries(expression) {
  if (!isCallExpression(expression) || !isPropertyAccessExpression(expression.expression)) return false;
  return expression.expression.name.text === 'entries' && expression.arguments.length === 0;
}

class Lowering {
  #file;
  #arrays;
  #edits = [];
  #names = 0;

  constructor(file, arrays) {
    this.#file = file;
    this.#arrays = arrays;
  }

  text() {
    this.#visit(this.#file);
    const { text } = this.#file;
    let result = '';
    let end = 0;
    // Stable: of two insertions at one place, the outer one begins first and ends last.
    for (const edit of this.#edits.sort((a, b) => a.start - b.start)) {
      result += text.slice(end, edit.start) + edit.text;
      end = edit.end;
    }
    return result + text.slice(end);
  }

  #visit(node) {
    if (isForOfStatement(node) && this.#loop(node)) return;
    if (isVariableDeclaration(node) && this.#declaration(node)) return;
    if ((isArrowFunction(node) || isFunctionDeclaration(node)) && this.#function(node)) return;
    node.forEachChild((child) => this.#visit(child));
  }

  #loop({ initializer, expression, statement, awaitModifier }) {
    if (awaitModifier || !isVariableDeclarationList(initializer)) return false;
    const [{ name }] = initializer.declarations;
    const number = this.#names++;
    const [list, index, item] = [`$list${number}`, `$index${number}`, `$item${number}`];
    const keyword = this.#textOf(initializer).startsWith('const') ? 'const' : 'let';
    const source = isEntries(expression) ? expression.expression.expression : expression;
    const entry = source !== expression && this.#arrays.has(source) ? this.#entry(name, list, index) : undefined;
    const parts = this.#arrays.has(name) ? this.#parts(name, item) : undefined;
    if (entry !== undefined || this.#arrays.has(expression)) {
      this.#replace(this.#startOf(initializer), this.#startOf(source), `let ${index} = 0, ${list} = (`);
      this.#visit(source);
      this.#replace(source.end, expression.end, `); ${index} < ${list}.length; ${index}++`);
      const value = `${list}[${index}]`;
      const declared = entry ?? (parts ? `${item} = ${value}, ${parts}` : `${this.#textOf(name)} = ${value}`);
      this.#body(statement, `${keyword} ${declared};`);
    } else if (parts) {
      this.#replace(this.#startOf(name), name.end, item);
      this.#visit(expression);
      this.#body(statement, `${keyword} ${parts};`);
    } else return false;
    return true;
  }

  /** What a loop over the entries of an array declares. */
  #entry(name, list, index) {
    if (!isArrayBindingPattern(name) || name.elements.length !== 2 || !name.elements.every(isPlain)) return undefined;
    const [position, value] = name.elements;
    const declared = `${this.#textOf(value.name)} = ${list}[${index}]`;
    return !position.name ? declared : `${this.#textOf(position.name)} = ${index}, ${declared}`;
  }

  #declaration({ name, initializer }) {
    if (!initializer || !this.#arrays.has(initializer) || isArrayLiteralExpression(initializer)) return false;
    const item = `$item${this.#names++}`;
    const parts = this.#parts(name, item);
    if (parts === undefined) return false;
    this.#replace(this.#startOf(name), name.end, item);
    this.#visit(initializer);
    this.#insert(initializer.end, `, ${parts}`);
    return true;
  }

  #function({ parameters, body }) {
    if (!body || parameters.some(({ initializer, dotDotDotToken }) => initializer || dotDotDotToken)) return false;
    const declared = parameters.flatMap(({ name }) => {
      const item = `$item${this.#names++}`;
      const parts = this.#arrays.has(name) ? this.#parts(name, item) : undefined;
      if (parts === undefined) return [];
      this.#replace(this.#startOf(name), name.end, item);
      return [parts];
    });
    if (declared.length === 0) return false;
    this.#body(body, `const ${declared.join(', ')};`, 'return ');
    return true;
  }

  /** Declarations in place of a pattern, from the value in a variable. Undefined: a pattern that stays as it is. */
  #parts(pattern, item) {
    if (!isArrayBindingPattern(pattern) || !pattern.elements.every(isPlain)) return undefined;
    const parts = pattern.elements.flatMap((element, index) => {
      if (!element.name) return [];
      const value = element.dotDotDotToken ? `${item}.slice(${index})` : `${item}[${index}]`;
      return [`${this.#textOf(element.name)} = ${value}`];
    });
    return parts.length === 0 ? undefined : parts.join(', ');
  }

  /** Puts declarations before what is done; an expression, or a statement, becomes a block. */
  #body(body, declarations, before = '') {
    if (isBlock(body)) {
      this.#insert(this.#startOf(body) + 1, ` ${declarations}`);
      this.#visit(body);
    } else {
      this.#insert(this.#startOf(body), `{ ${declarations} ${before}`);
      this.#visit(body);
      this.#insert(body.end, '; }');
    }
  }

  #insert(at, text) {
    this.#replace(at, at, text);
  }

  #replace(start, end, text) {
    this.#edits.push({ start, end, text });
  }

  #startOf(node) {
    return node.getStart(this.#file);
  }

  #textOf(node) {
    return this.#file.text.slice(this.#startOf(node), node.end);
  }
}

/** Whether an element of a pattern has neither a default nor a pattern of an array in it. */
function isPlain(element) {
  if (!element.name) return true;
  return !element.initializer && (isIdentifier(element.name) || isObjectBindingPattern(element.name));
}
