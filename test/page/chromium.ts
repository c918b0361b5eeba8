import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** A page in a real browser. */
export interface Page {
  /** The value of an expression in the page; promises are waited for. */
  evaluate<T>(expression: string): Promise<T>;
  /** Types a key, by its name in `KeyboardEvent.key`. */
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  mouse(
    type: 'mousePressed' | 'mouseReleased' | 'mouseMoved' | 'mouseWheel',
    x: number,
    y: number,
    deltaY?: number,
  ): Promise<void>;
  click(x: number, y: number): Promise<void>;
  /** Emulates what people set: `dark`, `light`; `print`. */
  media(options: { readonly scheme?: 'dark' | 'light'; readonly print?: boolean }): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  screenshot(): Promise<Buffer>;
  /** What the console and the page complained about. */
  readonly complaints: readonly string[];
  /** Addresses that the page asked for, the page itself left out. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** The browser of this machine; undefined when there is none. */
export function chromiumPath(): string | undefined {
  const names = [process.env.CHROMIUM ?? '', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return names.find((name) => name !== '' && spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Opens a file; speaks the DevTools protocol over a pipe, so nothing listens anywhere. */
export async function openPage(program: string, url: string): Promise<Page> {
  const profile = mkdtempSync(join(tmpdir(), 'ksvc-chromium-'));
  const options = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];
  const child: ChildProcess = spawn(
    program,
    [...options, '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--window-size=1200,800'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const waiting = new Map<
    number,
    { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }
  >();
  const listeners: ((message: Message) => void)[] = [];
  let last = 0;
  let rest = '';
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable];
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      const asked = message.id === undefined ? undefined : waiting.get(message.id);
      if (message.id !== undefined) waiting.delete(message.id);
      if (message.error) asked?.reject(new Error(message.error.message));
      else if (asked) asked.resolve(message.result ?? {});
      for (const listener of listeners) listener(message);
    }
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser has gone away'));
  });
  let session: string | undefined;
  const send = (method: string, params: object = {}): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      last++;
      waiting.set(last, { resolve, reject });
      input.write(
        `${JSON.stringify({ id: last, method, params, ...(session !== undefined && { sessionId: session }) })}\0`,
      );
    });

  const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
  const attached = await send('Target.attachToTarget', { targetId, flatten: true });
  session = String(attached.sessionId);
  const complaints: string[] = [];
  const requests: string[] = [];
  let loaded: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    loaded = resolve;
  });
  listeners.push(({ method, params }) => {
    if (method === 'Page.loadEventFired') loaded();
    if (method === 'Runtime.exceptionThrown' || method === 'Log.entryAdded') complaints.push(JSON.stringify(params));
    if (method === 'Runtime.consoleAPICalled') complaints.push(JSON.stringify(params));
    if (method === 'Network.requestWillBeSent') {
      const { request } = params as { request: { url: string } };
      if (request.url !== url) requests.push(request.url);
    }
  });
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`);
  await send('Page.navigate', { url });
  await ready;

  const page: Page = {
    async evaluate<T>(expression: string): Promise<T> {
      const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      if (answer.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails));
      return (answer.result as { value: T }).value;
    },
    async press(key) {
      const text = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
      const code = key === 'Enter' ? 13 : key === 'Tab' ? 9 : key === 'Escape' ? 27 : 0;
      const common = { key, windowsVirtualKeyCode: code, ...(text !== undefined && { text }) };
      await send('Input.dispatchKeyEvent', { type: text === undefined ? 'rawKeyDown' : 'keyDown', ...common });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode: code });
    },
    async type(text) {
      await send('Input.insertText', { text });
    },
    async mouse(type, x, y, deltaY = 0) {
      const buttons = type === 'mouseMoved' || type === 'mousePressed' ? 1 : 0;
      const button = type === 'mouseWheel' ? 'none' : 'left';
      await send('Input.dispatchMouseEvent', { type, x, y, deltaX: 0, deltaY, button, buttons, clickCount: 1 });
    },
    async click(x, y) {
      await page.mouse('mousePressed', x, y);
      await page.mouse('mouseReleased', x, y);
    },
    async media({ scheme, print }) {
      const features = scheme ? [{ name: 'prefers-color-scheme', value: scheme }] : [];
      await send('Emulation.setEmulatedMedia', { media: print ? 'print' : '', features });
    },
    async resize(width, height) {
      await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    },
    async screenshot() {
      const { data } = await send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(String(data), 'base64');
    },
    complaints,
    requests,
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      session = undefined;
      send('Browser.close').catch(() => undefined);
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  return page;
}
