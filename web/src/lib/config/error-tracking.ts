/** Where failures are told, read at run time; null means nowhere. */
export function errorTracking(): { endpoint: string; dsn: string; environment: string } | null {
  const dsn = process.env.SENTRY_DSN;
  if (dsn === undefined || dsn === '') return null;
  const url = new URL(dsn);
  const at = url.pathname.lastIndexOf('/');
  const [path, project] = [url.pathname.slice(0, at), url.pathname.slice(at + 1)];
  return {
    endpoint: `${url.origin}${path}/api/${project}/envelope/?sentry_key=${url.username}&sentry_version=7`,
    dsn,
    environment: process.env.SENTRY_ENVIRONMENT ?? 'production',
  };
}
