export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { nameTheCaller } = await import('./lib/forwarded-for.ts');
  nameTheCaller();
  if (process.env.INTERNAL_PORT !== undefined) {
    const { startInternalServer } = await import('./lib/internal-server.ts');
    startInternalServer(process.env.INTERNAL_PORT);
  }
}

/** A page that this server could not make: told where failures are told, by its kind alone. */
export async function onRequestError(error: unknown, request: { path: string }): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { tell } = await import('./lib/errors/tell.ts');
  const type = error instanceof Error && /^\w{1,60}$/.test(error.name) ? error.name : 'Error';
  const page = /^\/[a-z/-]{0,60}$/.exec(request.path.split('?')[0] ?? '')?.[0] ?? '/';
  tell({ type, page, frames: [] }, 'server');
}
