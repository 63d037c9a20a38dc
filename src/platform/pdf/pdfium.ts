import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow: (pages: number) => number;
}
type WasmExports = Record<string, unknown>;
interface WasmInstance {
  readonly exports: WasmExports;
}
type WasmModule = object;

/** The part that we use; TypeScript tells of it only together with all of the browser. */
declare const WebAssembly: {
  Module: new (code: Uint8Array) => WasmModule;
  Instance: new (module: WasmModule, imports: object) => WasmInstance;
};

/** What PDFium's own functions are called with and answer: numbers, which may be addresses in its memory. */
type Native = (...given: number[]) => number;

/** One PDFium with a memory of its own, which nothing that a file holds can leave or enlarge beyond its limit. */
export interface Pdfium {
  call: (name: string, ...given: number[]) => number;
  /** Copies bytes into PDFium's memory; answers where they are. */
  place: (bytes: Uint8Array) => number;
  /** PDFium's memory as it is now: never kept over a call. */
  view: () => DataView;
}

/** PDFium needed more memory for this file than it may have. */
export class PdfMemoryLimit extends Error {
  constructor(limit: number) {
    super(`PDFium may have ${limit} bytes`);
    this.name = 'PdfMemoryLimit';
  }
}

/** PDFium gave up on this file: what it holds led to a state that its own checks do not allow. */
export class PdfiumStopped extends Error {
  constructor(cause: unknown) {
    super('PDFium stopped', { cause });
    this.name = 'PdfiumStopped';
  }
}

const PACKAGE = '@embedpdf/pdfium';

/** Compiled once for each thread that meets a PDF. */
let compiled: WasmModule | null = null;

/**
 * Starts a PDFium for one file. It is WebAssembly without a script engine, without network and with an empty file
 * system: whatever a file asks for beyond its text is not there.
 */
export async function startPdfium(memoryLimit: number): Promise<Pdfium> {
  const { init } = await import('@embedpdf/pdfium');
  compiled ??= new WebAssembly.Module(
    readFileSync(createRequire(import.meta.url).resolve(`${PACKAGE}/pdfium.wasm`)),
  );
  const code = compiled;
  let exported: WasmExports = {};
  let refused = false;
  await init({
    print: () => undefined,
    printErr: () => undefined,
    instantiateWasm: (imports: object, receive: (one: WasmInstance) => void) => {
      const instance = new WebAssembly.Instance(code, imports);
      exported = instance.exports;
      limitGrowth(memoryOf(exported), memoryLimit, () => (refused = true));
      receive(instance);
      return exported;
    },
  } as Parameters<typeof init>[0]);
  const memory = memoryOf(exported);
  const call = (name: string, ...given: number[]): number => {
    try {
      return (exported[name] as Native)(...given);
    } catch (error) {
      throw refused ? new PdfMemoryLimit(memoryLimit) : new PdfiumStopped(error);
    }
  };
  const place = (bytes: Uint8Array): number => {
    const at = call('malloc', Math.max(bytes.byteLength, 1));
    if (at === 0) throw new PdfMemoryLimit(memoryLimit);
    new Uint8Array(memory.buffer, at, bytes.byteLength).set(bytes);
    return at;
  };
  call('PDFiumExt_Init');
  let seen = new DataView(memory.buffer);
  const view = (): DataView => {
    // The buffer is another one after the memory grew.
    if (seen.buffer !== memory.buffer) seen = new DataView(memory.buffer);
    return seen;
  };
  return { call, place, view };
}

function memoryOf(exported: WasmExports): WasmMemory {
  return exported['memory'] as WasmMemory;
}

/** The memory grows by a call from outside only, and that call is ours. */
function limitGrowth(memory: WasmMemory, limit: number, onRefusal: () => void): void {
  const grow = memory.grow.bind(memory);
  memory.grow = (pages: number): number => {
    if (memory.buffer.byteLength + pages * 65_536 > limit) {
      onRefusal();
      throw new RangeError('no more memory for PDFium');
    }
    return grow(pages);
  };
}
