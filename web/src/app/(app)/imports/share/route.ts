/** Without its service worker the app cannot take a shared text; the person finds the paste box all the same. */
export function POST(): Response {
  return new Response(null, { status: 303, headers: { location: '/imports' } });
}
