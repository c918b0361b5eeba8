import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { traceScript } from '../../src/dev/browser-script.mjs';
import { diff, graph, lint, load, routes } from '../../src/index.ts';
import { graphPage } from '../../src/page/graph-page.ts';
import { masked } from '../../src/page/masked.ts';
import { reportPage } from '../../src/page/report-page.ts';
import { chromiumPath, openPage } from './chromium.ts';

const program = chromiumPath();
const folder = mkdtempSync(join(tmpdir(), 'ksvc-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = [
  '</script><script>window.hacked=1</script>',
  '"><img src=x onerror="window.hacked=1">',
  "'-window.hacked=1-'",
  '<!--<script>',
  ']]></style><script>window.hacked=1</script>',
  '\u202eevil\u2066',
  '\u0007\u001b[31m\u2028',
  'x'.repeat(3000),
  '&lt;b&gt;',
];
const text = names
  .map((name) => {
    const quoted = JSON.stringify(name);
    return `apiVersion: v1
kind: Service
metadata: {name: ${quoted}, namespace: ${quoted}}
spec: {selector: {app: ${quoted}}, ports: [{name: ${quoted}, port: 80, targetPort: ${quoted}}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${quoted}, namespace: ${quoted}}
spec: {rules: [{host: ${quoted}, http: {paths: [{path: ${JSON.stringify(`/${name}`)}, pathType: Exact, backend: {service: {name: ${quoted}, port: {number: 80}}}}]}}]}
`;
  })
  .join('---\n');

(program ? describe : describe.skip)('names that are meant to break out', () => {
  const sources = [{ path: '<b>"evil".yaml', text }];
  const cluster = load(sources);
  const pages = async (): Promise<Record<string, string>> => {
    const trace = { sources, library: await traceScript() };
    const options = { title: names[0], linkBase: 'https://git.example.com/"><script>', trace };
    const result = diff(sources, [], {});
    return {
      graph: graphPage(graph(cluster), options),
      report: reportPage(
        {
          ...lint(cluster),
          routes: routes(cluster),
          graph: graph(cluster),
          comparison: { result, names: { before: names[0] ?? '', after: names[1] ?? '' } },
        },
        options,
      ),
    };
  };

  test.each(['graph', 'report'])(
    'stay text in the page of the %s',
    async (kind) => {
      const file = join(folder, `${kind}.html`);
      writeFileSync(file, (await pages())[kind] ?? '');
      const page = await openPage(program ?? '', `file://${file}`);
      expect(await page.evaluate('window.hacked === undefined')).toBe(true);
      expect(await page.evaluate('document.querySelectorAll("img, iframe, object, embed").length')).toBe(0);
      // Ours: data of the picture and of the trace, the library, the script of the page.
      expect(await page.evaluate('document.scripts.length')).toBe(4);
      expect(await page.evaluate('document.title')).toBe(names[0]);
      const labels = await page.evaluate<string>(
        `[...document.querySelectorAll('#canvas .box')].map((box) => box.getAttribute('aria-label')).join('\\n')`,
      );
      for (const name of names.slice(0, 5)) expect(labels).toContain(name);
      await page.evaluate(
        `[...document.querySelectorAll('#canvas .box')].forEach((box) => box.dispatchEvent(new Event('click')))`,
      );
      await page.evaluate(
        `document.querySelector('#target').value = ${JSON.stringify(`http://a/${names[0]}`)}; document.querySelector('#ask').requestSubmit()`,
      );
      expect(await page.evaluate('window.hacked === undefined')).toBe(true);
      expect(page.requests).toEqual([]);
      expect(page.complaints).toEqual([]);
      await page.close();
    },
    60_000,
  );
});

describe('what goes along with a page', () => {
  const secret = `# token: s3cr3t
apiVersion: v1
kind: Secret
metadata:
  name: tls
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{"data":{"tls.key":"S2V5"}}'
data:
  tls.crt: Q2VydA==
  tls.key: S2V5S2V5
stringData:
  password: "hunter2"
  'more': |
    line one
---
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          args: ["--password=hunter2"]
          env: [{name: TOKEN, value: hunter2}]
          ports: [{containerPort: 8080}]
---
kind: List
items:
  - kind: Secret
    data: {password: aHVudGVyMg==}
---
password: hunter2
	broken: yes
`;

  test('has nothing secret in it, and everything at its place', () => {
    const [source] = masked([{ path: 'a.yaml', text: secret }]);
    const shown = source?.text ?? '';
    for (const word of ['s3cr3t', 'S2V5', 'hunter2', 'aHVudGVyMg', 'line one']) expect(shown).not.toContain(word);
    for (const word of ['Q2VydA==', 'name: web', 'containerPort: 8080', 'TOKEN']) expect(shown).toContain(word);
    expect(shown.split('\n').length).toBe(secret.split('\n').length);
    expect(shown.split('\n').findIndex((line) => line.includes('containerPort'))).toBe(
      secret.split('\n').findIndex((line) => line.includes('containerPort')),
    );
  });
});
