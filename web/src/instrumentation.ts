export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { nameTheCaller } = await import('./lib/forwarded-for.ts');
  nameTheCaller();
  if (process.env.INTERNAL_PORT !== undefined) {
    const { startInternalServer } = await import('./lib/internal-server.ts');
    startInternalServer(process.env.INTERNAL_PORT);
  }
}
