import { randomUUID } from 'node:crypto';

export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

export interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
  form?: FormData;
  /** A body that is sent piece by piece. */
  stream?: AsyncIterable<Uint8Array>;
}

/** A browser as far as the API can tell: keeps cookies and sends the client header. */
export class Client {
  readonly #cookies = new Map<string, { value: string; path: string }>();

  constructor(readonly baseUrl: string) {}

  get = <T = unknown>(path: string, options: RequestOptions = {}) => this.request<T>('GET', path, options);
  post = <T = unknown>(path: string, body?: unknown, options: RequestOptions = {}) =>
    this.request<T>('POST', path, { ...options, ...(body === undefined ? {} : { body }) });
  patch = <T = unknown>(path: string, body: unknown, options: RequestOptions = {}) =>
    this.request<T>('PATCH', path, { ...options, body });
  delete = <T = unknown>(path: string, options: RequestOptions = {}) =>
    this.request<T>('DELETE', path, options);

  async request<T>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
    const headers: Record<string, string> = { 'x-ikpa-client': 'test', ...options.headers };
    const cookies = [...this.#cookies].filter(([, cookie]) => path.startsWith(cookie.path));
    if (cookies.length > 0)
      headers['cookie'] = cookies.map(([name, cookie]) => `${name}=${cookie.value}`).join('; ');
    if (options.body !== undefined) headers['content-type'] = 'application/json';
    const response = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers,
      ...(options.form !== undefined ? { body: options.form } : {}),
      ...(options.stream !== undefined ? { body: ReadableStream.from(options.stream), duplex: 'half' } : {}),
      ...(options.body !== undefined ? { body: JSON.stringify(options.body) } : {}),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : text) as T,
    };
  }

  /** Uploads a file as the web does. */
  upload<T = unknown>(
    path: string,
    name: string,
    bytes: string | Uint8Array,
    headers: Record<string, string> = {},
  ) {
    const form = new FormData();
    form.set('file', new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), name);
    return this.request<T>('POST', path, { form, headers: { 'idempotency-key': randomUUID(), ...headers } });
  }

  cookie(name: string): string | null {
    return this.#cookies.get(name)?.value ?? null;
  }

  setCookie(name: string, value: string, path = '/'): void {
    this.#cookies.set(name, { value, path });
  }

  clearCookies(): void {
    this.#cookies.clear();
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', value = ''] = pair.split('=');
    const path = attributes.find((part) => /^path=/i.test(part))?.slice(5) ?? '/';
    const gone = attributes.some(
      (part) => /^max-age=0$/i.test(part) || /^expires=Thu, 01 Jan 1970/i.test(part),
    );
    if (gone || value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, { value, path });
  }
}
