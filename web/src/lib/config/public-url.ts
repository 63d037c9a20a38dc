/** Where people reach this installation, read at run time; the API has the same default. */
export function publicUrl(): URL {
  return new URL(process.env.PUBLIC_URL ?? 'http://localhost:3001');
}
