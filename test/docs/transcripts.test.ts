// Every `$ ksvc …` in a document is run, and what it prints must be what the document shows.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { run } from '../cli/run.ts';

const root = resolve(__dirname, '../..');
const block = /```console\n([\s\S]*?)```\n/g;

const documents = ['README.md', ...markdownIn('docs')].filter((path) => read(path).includes('```console\n$ ksvc '));

describe.each(documents)('%s', (path) => {
  test('shows what the commands print', async () => {
    const text = read(path);
    let shown = '';
    let from = 0;
    let folder = root;
    for (const match of text.matchAll(block)) {
      shown += text.slice(from, match.index) + (await transcript(match[1] ?? '', folder));
      from = match.index + match[0].length;
      folder = folderAfter(match[1] ?? '', folder);
    }
    shown += text.slice(from);
    if (process.env.UPDATE) writeFileSync(join(root, path), shown);
    else expect(text).toBe(shown);
  });
});

test('there are transcripts to check', () => expect(documents).toContain('README.md'));

/** Runs each `$ ksvc …` line of a block; the lines below it are what it printed. Other blocks stay as they are. */
async function transcript(body: string, folder: string): Promise<string> {
  let text = '';
  for (const line of body.split('\n')) {
    if (!line.startsWith('$ ')) continue;
    const [, command] = /^\$ ksvc (.*)$/.exec(line) ?? [];
    if (command === undefined) return `\`\`\`console\n${body}\`\`\`\n`;
    const { stdout, stderr } = await run(splitWords(command), { cwd: folder });
    text += `${line}\n${stderr}${stdout}`;
  }
  return `\`\`\`console\n${text}\`\`\`\n`;
}

/** A block may change the folder for those after it: `$ cd fixtures/projects/shop`, from the root. */
function folderAfter(body: string, folder: string): string {
  const [, path] = /^\$ cd (.*)$/m.exec(body) ?? [];
  return path === undefined ? folder : join(root, path);
}

function splitWords(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
}

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
