import { nearest } from '../../text/nearest.ts';
import { type Position, positionOf } from '../../text/position.ts';
import type { Source } from '../../text/source.ts';
import type { YamlEntry, YamlNode } from '../../yaml/node.ts';
import { readDocuments } from '../../yaml/read.ts';
import { parseClient } from '../client.ts';
import { controllers } from '../controllers/index.ts';
import type { Outcome } from '../outcome.ts';
import type { Expected, ExpectedRequest, RouteTest } from './expectation.ts';

/** What is wrong with a table, and where. */
export interface TableProblem {
  readonly message: string;
  readonly at: Position;
}

/** A table of requests and what is expected of them. */
export interface TestTable {
  /** Paths of manifests, relative to the table. */
  readonly manifests: readonly string[];
  readonly tests: readonly RouteTest[];
  /** None: the table can be used. */
  readonly problems: readonly TableProblem[];
}

/** Reads a table. What is not understood is a problem, never passed over: a test that asks nothing passes always. */
export function readTable(source: Source): TestTable {
  const tests: RouteTest[] = [];
  const manifests: string[] = [];
  const problems: TableProblem[] = [];
  const reader = new Map<string, true>();
  readDocuments(source, (document, root) => {
    for (const { start, end, ...problem } of document.problems) {
      const message = problem.kind === 'syntax' ? problem.reason : `the key ${problem.key} is written twice`;
      problems.push({ message, at: positionOf({ source, start, end }) });
    }
    if (!root) return;
    reader.set('root', true);
    const read: Reader = {
      problem: (node, message) => problems.push({ message, at: positionOf({ source, ...spanOf(node) }) }),
      position: (node) => positionOf({ source, ...spanOf(node) }),
    };
    const fields = fieldsOf(read, root, 'the table', ['tests', 'manifests']);
    const { manifests: paths, tests: list } = fields;
    for (const item of itemsOf(read, paths?.value, 'manifests')) manifests.push(textOf(read, item, 'a path') ?? '');
    if (!list) read.problem(root, 'the table has no tests');
    for (const item of itemsOf(read, list?.value, 'tests')) {
      const test = testOf(read, item);
      if (test) tests.push(test);
    }
  });
  if (reader.size === 0 && problems.length === 0) {
    problems.push({ message: 'the table is empty', at: positionOf({ source, start: 0, end: 0 }) });
  }
  return { manifests, tests, problems };
}

interface Reader {
  problem(node: YamlNode | YamlEntry, message: string): void;
  position(node: YamlNode): Position;
}

function testOf(read: Reader, node: YamlNode): RouteTest | undefined {
  const fields = fieldsOf(read, node, 'a test', ['name', 'request', 'controller', 'expect']);
  const request = fields.request && requestOf(read, fields.request.value);
  const expect = fields.expect && expectedOf(read, fields.expect.value);
  if (node.kind === 'mapping' && !fields.request) read.problem(node, 'the test has no request');
  if (node.kind === 'mapping' && !fields.expect) read.problem(node, 'the test expects nothing');
  const name = fields.name && textOf(read, fields.name.value, 'name');
  const controller = fields.controller && controllerOf(read, fields.controller.value);
  if (!request || !expect) return undefined;
  return {
    ...(name !== undefined && { name }),
    request,
    ...(controller !== undefined && { controller }),
    expect,
    at: read.position(node),
  };
}

function requestOf(read: Reader, node: YamlNode): ExpectedRequest | undefined {
  if (node.kind === 'scalar') {
    const url = textOf(read, node, 'request');
    return url === undefined ? undefined : { url };
  }
  const names = ['url', 'scheme', 'host', 'path', 'method', 'headers', 'sni', 'from', 'clientIp'] as const;
  const fields = fieldsOf(read, node, 'a request', names);
  if (node.kind !== 'mapping') return undefined;
  const text = (name: (typeof names)[number]): string | undefined => {
    const entry = fields[name];
    return entry && textOf(read, entry.value, name);
  };
  const [url, host, path, method, sni, from, clientIp] = [
    text('url'),
    text('host'),
    text('path'),
    text('method'),
    text('sni'),
    text('from'),
    text('clientIp'),
  ];
  const scheme = text('scheme');
  if (url === undefined && host === undefined) read.problem(node, 'the request has neither url nor host');
  if (url !== undefined && (host !== undefined || path !== undefined || scheme !== undefined)) {
    read.problem(node, 'the request has a url: scheme, host and path are parts of it');
  }
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https' && fields.scheme) {
    read.problem(fields.scheme.value, `scheme: '${scheme}' is neither http nor https`);
  }
  if (path !== undefined && !path.startsWith('/') && fields.path) {
    read.problem(fields.path.value, `path: '${path}' does not begin with a slash`);
  }
  if (from !== undefined && !parseClient(from) && fields.from) {
    read.problem(fields.from.value, `from: '${from}' is none of namespace, namespace/pod, node/name, outside`);
  }
  const headers = fields.headers && headersOf(read, fields.headers.value);
  return {
    ...(url !== undefined && { url }),
    ...((scheme === 'http' || scheme === 'https') && { scheme }),
    ...(host !== undefined && { host }),
    ...(path !== undefined && { path }),
    ...(method !== undefined && { method }),
    ...(headers && { headers }),
    ...(sni !== undefined && { sni }),
    ...(from !== undefined && { from }),
    ...(clientIp !== undefined && { clientIp }),
  };
}

function headersOf(read: Reader, node: YamlNode): { [name: string]: string } {
  const headers: { [name: string]: string } = {};
  if (node.kind !== 'mapping') read.problem(node, 'headers: has to be a mapping of names to values');
  else for (const { key, value } of node.entries) headers[key] = textOf(read, value, `header ${key}`) ?? '';
  return headers;
}

function expectedOf(read: Reader, node: YamlNode): Expected | undefined {
  const names = ['backend', 'service', 'status', 'location', 'path', 'pods', 'outcome'] as const;
  const fields = fieldsOf(read, node, 'an expectation', names);
  if (node.kind !== 'mapping') return undefined;
  if (node.entries.length === 0) read.problem(node, 'nothing is expected');
  const text = (name: (typeof names)[number]): string | undefined => {
    const entry = fields[name];
    return entry && textOf(read, entry.value, name);
  };
  const [backend, service, location, path] = [text('backend'), text('service'), text('location'), text('path')];
  const status = fields.status && statusOf(read, fields.status.value);
  const outcome = fields.outcome && outcomeOf(read, fields.outcome.value);
  const pods = fields.pods && itemsOf(read, fields.pods.value, 'pods').map((item) => textOf(read, item, 'a pod') ?? '');
  return {
    ...(backend !== undefined && { backend }),
    ...(service !== undefined && { service }),
    ...(status !== undefined && { status }),
    ...(location !== undefined && { location }),
    ...(path !== undefined && { path }),
    ...(pods && { pods }),
    ...(outcome !== undefined && { outcome }),
  };
}

function statusOf(read: Reader, node: YamlNode): number | undefined {
  const value = node.kind === 'scalar' ? Number(node.value) : Number.NaN;
  if (Number.isInteger(value) && value >= 100 && value <= 599) return value;
  read.problem(node, 'status: has to be an HTTP status, as in 404');
  return undefined;
}

const outcomes: readonly Outcome['kind'][] = [
  'delivered',
  'redirected',
  'answered',
  'refused',
  'not-serving',
  'unknown',
];

function outcomeOf(read: Reader, node: YamlNode): Outcome['kind'] | undefined {
  const text = textOf(read, node, 'outcome');
  const found = outcomes.find((each) => each === text);
  if (found === undefined && text !== undefined) {
    read.problem(node, `outcome: '${text}' is not known; ${hintFor(text, outcomes)}`);
  }
  return found;
}

function controllerOf(read: Reader, node: YamlNode): string | undefined {
  const text = textOf(read, node, 'controller');
  const known = controllers.map(({ id }) => id);
  if (text === undefined || (known as readonly string[]).includes(text)) return text;
  read.problem(node, `controller: '${text}' is not known; ${hintFor(text, known)}`);
  return undefined;
}

function hintFor(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? `known: ${known.join(', ')}` : `did you mean ${near}?`;
}

/** The entries of a mapping by name; a key that is none of them is a problem. */
function fieldsOf<Name extends string>(
  read: Reader,
  node: YamlNode,
  what: string,
  names: readonly Name[],
): Partial<Record<Name, YamlEntry>> {
  const fields: Partial<Record<Name, YamlEntry>> = {};
  if (node.kind !== 'mapping') {
    read.problem(node, `${what} has to be a mapping with ${names.join(', ')}`);
    return fields;
  }
  for (const entry of node.entries) {
    const name = names.find((each) => each === entry.key);
    if (name === undefined) read.problem(entry, `${what} has no key '${entry.key}'; ${hintFor(entry.key, names)}`);
    else fields[name] = entry;
  }
  return fields;
}

function itemsOf(read: Reader, node: YamlNode | undefined, what: string): readonly YamlNode[] {
  if (!node) return [];
  if (node.kind === 'sequence') return node.items;
  // One path need not be a list.
  if (node.kind === 'scalar' && typeof node.value === 'string') return [node];
  read.problem(node, `${what}: has to be a list`);
  return [];
}

function textOf(read: Reader, node: YamlNode, what: string): string | undefined {
  if (node.kind === 'scalar' && node.value !== null) return String(node.value);
  read.problem(node, `${what}: has to be a text`);
  return undefined;
}

function spanOf(node: YamlNode | YamlEntry): { start: number; end: number } {
  return 'keyStart' in node ? { start: node.keyStart, end: node.keyEnd } : { start: node.start, end: node.end };
}
