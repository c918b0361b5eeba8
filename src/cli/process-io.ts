import {
  existsSync,
  fstatSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  watch,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { failureCode } from './failure.ts';
import type { FileSystem, Input, Io, Output } from './io.ts';

/**
 * The real process. `process.stdin` and `process.stdout` are left alone where possible: creating these streams costs
 * milliseconds, and a plain write to the descriptor is complete when it returns.
 */
export function processIo(expectWork: (isOnce: boolean) => void): Io {
  return {
    get cwd() {
      return process.cwd(); // fails in a directory that was removed: not before somebody asks
    },
    env: process.env,
    stdin: standardInput(),
    out: output(1, () => process.stdout.columns),
    err: output(2, () => process.stderr.columns),
    fs: nodeFileSystem,
    seconds: () => process.uptime(),
    today: () => dayOf(new Date()),
    expectWork,
  };
}

/** Written once: Node would make such an object of the name of the encoding for each file. */
const asText = { encoding: 'utf8' } as const;

export const nodeFileSystem: FileSystem = {
  readText: (path) => readFileSync(path, asText),
  readBytes: (path) => readFileSync(path),
  readDirectory: (path) => readdirSync(path, { withFileTypes: true }),
  isDirectory: (path) => statSync(path).isDirectory(),
  exists: (path) => existsSync(path),
  writeText: (path, text) => writeFileSync(path, text),
  watch(directory, changed) {
    const watcher = watch(directory, { recursive: true }, changed);
    return () => watcher.close();
  },
};

function dayOf(date: Date): string {
  const digits = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${digits(date.getMonth() + 1)}-${digits(date.getDate())}`;
}

/**
 * A shell's pipe is a FIFO, and its writer may take its time. A program that starts ksvc gives it a socket, often
 * without ever writing to it or closing it (Node's `exec`): there, silence means that nothing will come.
 */
function standardInput(): Input {
  let stream = false;
  return {
    isPiped() {
      try {
        const stat = fstatSync(0);
        stream = stat.isSocket();
        return stream ? speaksWithin(500) : stat.isFIFO() || stat.isFile();
      } catch {
        return false; // closed: `<&-`
      }
    },
    read: () => (stream ? readStream() : readStdin()),
  };
}

function speaksWithin(milliseconds: number): Promise<boolean> {
  const { stdin } = process;
  return new Promise((resolve) => {
    const answer = (speaks: boolean): void => {
      clearTimeout(timer);
      if (!speaks) stdin.destroy();
      resolve(speaks);
    };
    const timer = setTimeout(answer, milliseconds, false);
    stdin.once('readable', () => answer(true)); // also at the end
    stdin.once('error', () => answer(false));
  });
}

async function readStream(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function readStdin(): Uint8Array {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const chunk = Buffer.allocUnsafe(65536);
    const length = retry(() => readSync(0, chunk, 0, chunk.length, null));
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, length));
  }
}

function output(descriptor: number, columns: () => number | undefined): Output {
  let closed = false;
  let terminal: boolean | undefined;
  const isTTY = (): boolean => {
    terminal ??= isTerminal(descriptor);
    return terminal;
  };
  const writeBytes = (bytes: Uint8Array): void => {
    if (closed) return;
    try {
      for (let at = 0; at < bytes.length; ) at += retry(() => writeSync(descriptor, bytes, at));
    } catch (error) {
      // The reader has seen enough (`| head -1`) or there is none (`>&-`): the answer stays what it is. Nor does it
      // depend on whether somebody reads what is beside it.
      if (descriptor !== 2 && !['EPIPE', 'EBADF'].includes(failureCode(error))) throw error;
      closed = true;
    }
  };
  return {
    isTTY,
    columns: () => (isTTY() ? columns() : undefined),
    write(text) {
      if (text !== '') writeBytes(Buffer.from(text));
    },
    writeAll(pieces) {
      const room = Buffer.allocUnsafeSlow(65_536);
      let text = '';
      const put = (): void => {
        // A code unit takes three bytes at most.
        writeBytes(text.length * 3 > room.length ? Buffer.from(text) : room.subarray(0, room.write(text)));
        text = '';
      };
      for (const piece of pieces) {
        text += piece;
        // A write of a hundred characters takes no less than one of many thousand.
        if (text.length > 20_000) put();
      }
      put();
    },
  };
}

/** Only a character device other than /dev/null can be a terminal: for other outputs no stream need be made. */
function isTerminal(descriptor: number): boolean {
  try {
    const output = fstatSync(descriptor);
    if (!output.isCharacterDevice() || output.rdev === statSync('/dev/null', { throwIfNoEntry: false })?.rdev)
      return false;
  } catch {
    return false;
  }
  return (descriptor === 1 ? process.stdout : process.stderr).isTTY === true;
}

/** A descriptor that another process has made non-blocking answers EAGAIN while it is not ready: wait and ask again. */
function retry(call: () => number): number {
  for (;;) {
    try {
      return call();
    } catch (error) {
      const code = failureCode(error);
      if (code === 'EOF') return 0; // Windows, at the end of a pipe
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
