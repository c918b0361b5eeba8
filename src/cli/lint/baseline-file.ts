import { relative } from 'node:path';
import type { Baseline, BaselineEntry } from '../../index.ts';
import { visible } from '../../report/visible.ts';
import { failureCode } from '../failure.ts';
import { readFailure } from '../input/problems.ts';
import type { Io } from '../io.ts';

/** Reads a baseline; a text says why it cannot be used. */
export function readBaseline(path: string, io: Io): Baseline | string {
  const name = visible(relative(io.cwd, path) || path);
  let text: string;
  try {
    text = io.fs.readText(path);
  } catch (error) {
    if (failureCode(error) !== 'ENOENT') return visible(readFailure(name, error));
    return `the baseline ${name} does not exist; --write-baseline writes it`;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `the baseline ${name} is no JSON; --write-baseline writes it anew`;
  }
  return isBaseline(value) ? value : `the baseline ${name} has another form; --write-baseline writes it anew`;
}

function isBaseline(value: unknown): value is Baseline {
  if (typeof value !== 'object' || value === null || !('version' in value) || !('findings' in value)) return false;
  return value.version === 1 && Array.isArray(value.findings) && value.findings.every(isEntry);
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Record<string, unknown>;
  const isText = (name: string): boolean => typeof entry[name] === 'string';
  return ['rule', 'of', 'field', 'message'].every(isText) && typeof entry.count === 'number';
}
