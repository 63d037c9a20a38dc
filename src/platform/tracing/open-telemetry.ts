import { isNativeError } from 'node:util/types';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import type { Context, Span as OtelSpan } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import { sqlState } from '../database/outage.ts';
import type { NewSpan, Span, Spans } from './spans.ts';

const KIND = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER };
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Only loaded where OTEL_EXPORTER_OTLP_ENDPOINT is set. A trace that came from elsewhere is joined; the ratio is ours. */
export function openTelemetry(given: {
  endpoint: string;
  ratio: number;
  service: string;
  version: string;
}): Spans {
  const byRatio = new TraceIdRatioBasedSampler(given.ratio);
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': given.service, 'service.version': given.version }),
    sampler: new ParentBasedSampler({
      root: byRatio,
      remoteParentSampled: byRatio,
      remoteParentNotSampled: byRatio,
    }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${given.endpoint}/v1/traces` }), {
        scheduledDelayMillis: 2000,
      }),
    ],
  });
  const tracer = provider.getTracer('ikpa', given.version);
  const contexts = new WeakMap<Span, Context>();

  const contextOf = (parent: NewSpan['parent']): Context => {
    if (parent === null) return ROOT_CONTEXT;
    if (typeof parent !== 'string') return contexts.get(parent) ?? ROOT_CONTEXT;
    const [, traceId, spanId, flags] = TRACEPARENT.exec(parent) ?? [];
    if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
    const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
    return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
  };

  return {
    start: ({ name, kind, parent, attributes }) => {
      const context = contextOf(parent);
      const span = wrapped(tracer.startSpan(name, { kind: KIND[kind], attributes }, context));
      contexts.set(span.span, trace.setSpan(ROOT_CONTEXT, span.inner));
      return span.span;
    },
    stop: () => provider.shutdown(),
  };
}

function wrapped(inner: OtelSpan): { inner: OtelSpan; span: Span } {
  const { traceId, spanId, traceFlags } = inner.spanContext();
  const span: Span = {
    traceId,
    traceparent: `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`,
    set: (name, value) => void inner.setAttribute(name, value),
    end: (error) => {
      if (error !== undefined) {
        inner.setStatus({ code: SpanStatusCode.ERROR });
        inner.setAttribute('error.type', sqlState(error) ?? (isNativeError(error) ? error.name : 'unknown'));
      }
      inner.end();
    },
  };
  return { inner, span };
}
