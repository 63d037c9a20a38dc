/** A piece of work in a trace. */
export interface Span {
  readonly traceId: string;
  /** As W3C Trace Context writes it, for whoever goes on with the work. */
  readonly traceparent: string;
  set(name: string, value: string | number): void;
  /** With the error that ended it, if one did: its kind is kept, its words are not. */
  end(error?: unknown): void;
}

export interface NewSpan {
  name: string;
  kind: 'server' | 'client' | 'consumer';
  /** A span of this process, a traceparent from elsewhere, or nothing: then a trace begins. */
  parent: Span | string | null;
  attributes: Record<string, string | number>;
}

export interface Spans {
  start(given: NewSpan): Span;
  stop(): Promise<void>;
}

let spans: Spans | null = null;

/** Begins a span where traces are made; null where they are not, which costs one look. */
export function startSpan(given: () => NewSpan): Span | null {
  return spans === null ? null : spans.start(given());
}

/** Called once traces are made, and with null when they end. */
export function makeSpans(made: Spans | null): void {
  spans = made;
}
