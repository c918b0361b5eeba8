import { isAbsolute, resolve } from 'node:path';
import type { Source } from '../../text/source.ts';
import { failureCode } from '../failure.ts';
import type { Io } from '../io.ts';
import { looksUndecodable, whyNotText } from './decode-text.ts';
import { isGlob, parseGlob } from './glob.ts';
import { missingPath, readFailure } from './problems.ts';
import { chartOfTemplates } from './templates.ts';
import { tidyPath } from './tidy-path.ts';
import { isManifestName, type Walk, walk } from './walk.ts';

/** The texts that the command line names, and what could not be read of them. */
export interface Inputs {
  readonly sources: readonly Source[];
  /** Paths of sources that a search came across: nobody has said that these are manifests. */
  readonly searched: ReadonlySet<string>;
  /** Named on the command line, and not there. */
  readonly missing: readonly string[];
  /** There, and not readable as text. */
  readonly unreadable: readonly string[];
  /** Directories of Helm charts whose `templates/` were left out. */
  readonly charts: readonly string[];
}

/** How files are searched for. */
export interface Search {
  /** What is read when nothing is named or piped in; default: the working directory. */
  readonly usual?: readonly string[];
  /** Whether a file that a search came across is left out. */
  leavesOut?(path: string): boolean;
  /** That there is nothing is no mistake. */
  readonly mayBeEmpty?: boolean;
}

/** Reads files, directories, globs and standard input, each once, in the order given; directories in order of names. */
export async function readInputs(named: readonly string[], io: Io, search: Search = {}): Promise<Inputs> {
  const wanted = named.length === 0 ? await io.stdin.isPiped() : named.includes('-');
  return collect(named, wanted ? await io.stdin.read() : undefined, io, search);
}

function collect(
  named: readonly string[],
  stdin: Uint8Array | undefined,
  io: Io,
  { usual = ['.'], leavesOut = () => false, mayBeEmpty = false }: Search,
): Inputs {
  const sources: Source[] = [];
  const missing: string[] = [];
  const unreadable: string[] = [];
  const charts: string[] = [];
  const searched = new Set<string>();
  const seen = new Set<string>();
  const absolute = (path: string): string => absolutePath(io.cwd, path);

  // A pipe without a word in it, as some programs start others with, is none.
  if (named.length === 0 && !(stdin && takeStdin(stdin))) usual.forEach(read);
  for (const path of named) read(path);
  return { sources, searched, missing, unreadable, charts };

  function read(given: string): void {
    if (given === '-') {
      if (!seen.has('-') && stdin && !takeStdin(stdin)) nothing('standard input is empty');
      seen.add('-');
      return;
    }
    if (/^https?:\/\//.test(given)) {
      missing.push(`${given}: ksvc never uses the network; fetch it yourself and pipe it in: … | ksvc lint -`);
      return;
    }
    const path = tidyPath(given);
    let directory: boolean;
    try {
      directory = io.fs.isDirectory(absolute(path));
    } catch (error) {
      if (failureCode(error) === 'ENOENT' && isGlob(path)) readGlob(path);
      else if (failureCode(error) === 'ENOENT' && given.includes(','))
        given.split(',').forEach(read); // as kubectl -f
      else if (['ENOENT', 'ENOTDIR'].includes(failureCode(error))) missing.push(missingPath(path, io));
      else unreadable.push(readFailure(path, error));
      return;
    }
    if (directory) readDirectory(path);
    else readFile(path, true);
  }

  function nothing(problem: string): void {
    if (!mayBeEmpty) missing.push(problem);
  }

  function readDirectory(path: string): void {
    const chart = chartOfTemplates(path, io);
    if (chart !== undefined) {
      charts.push(chart);
      missing.push(`${path}: holds templates of a Helm chart, which are no manifests before they are rendered`);
      return;
    }
    const found = walk(path, io.fs, absolute, isManifestName);
    takeWalk(found);
    if (found.files.length === 0 && found.failures.length === 0) {
      const where = path === '.' ? 'this directory' : path;
      nothing(`${where}: no .yaml, .yml or .json file in it or below; name files, or pipe manifests in with -`);
    }
  }

  function readGlob(path: string): void {
    const glob = parseGlob(path);
    const accept = (name: string, candidate: string): boolean =>
      (glob.namesExtension || isManifestName(name)) && glob.matches(candidate);
    const found = walk(glob.base, io.fs, absolute, accept, glob.depth);
    takeWalk({ ...found, failures: found.failures.filter(({ error }) => failureCode(error) !== 'ENOENT') });
    if (found.files.length === 0) nothing(`${path}: no file matches this pattern`);
  }

  function takeWalk(found: Walk): void {
    for (const file of found.files) if (!leavesOut(file)) readFile(file, false);
    for (const { path, error } of found.failures) unreadable.push(readFailure(path, error));
    charts.push(...found.charts);
  }

  function readFile(path: string, isNamed: boolean): void {
    const key = absolute(path);
    if (seen.has(key)) return;
    seen.add(key);
    let text: string;
    try {
      text = io.fs.readText(key);
    } catch (error) {
      unreadable.push(readFailure(path, error));
      return;
    }
    const reason = looksUndecodable(text) ? whyNotText(io.fs.readBytes(key), path) : undefined;
    if (reason !== undefined) unreadable.push(`${path}: ${reason}`);
    else if (isNamed || !path.endsWith('.json') || looksLikeObject(text)) {
      sources.push({ path, text });
      if (!isNamed) searched.add(path);
    }
  }

  /** False when there is nothing in it. */
  function takeStdin(bytes: Uint8Array): boolean {
    const reason = whyNotText(bytes, '-');
    if (reason !== undefined) {
      unreadable.push(`standard input ${reason}`);
      return true;
    }
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    if (text.trim() === '') return false;
    sources.push({ path: '<stdin>', text });
    return true;
  }
}

/** Of a tidy path; taking it apart as `resolve` does is slow for thousands of files. */
function absolutePath(cwd: string, path: string): string {
  if (isAbsolute(path)) return path;
  return path.startsWith('.') ? resolve(cwd, path) : `${cwd}/${path}`;
}

/** A JSON file that a search came across is a manifest only if it says so: package.json and its like are not. */
function looksLikeObject(text: string): boolean {
  return /"(?:apiVersion|kind)"\s*:\s*"/.test(text);
}
