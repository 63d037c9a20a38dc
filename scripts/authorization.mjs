// Who may call what, worked out of the OpenAPI document: docs/authorization.md shows it, test/routes.test.ts asks it.

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const RANK = { viewer: 0, editor: 1, owner: 2 };
const ROLES = ['anyone', 'person', 'viewer', 'editor', 'owner', 'administrator'];

/** Whoever calls; the ones of `SIGNED_OUT` are treated alike. A token is a program's and its person the owner. */
export const SIGNED_OUT = ['nobody', 'session ended', 'session expired', 'token revoked', 'token expired'];
export const SIGNED_IN = [
  'stranger',
  'viewer',
  'editor',
  'owner',
  'administrator',
  'token',
  'token without scope',
];
export const CALLERS = [...SIGNED_OUT, ...SIGNED_IN];

/** Every route of the document. Throws where one does not say who may call it. */
export function routesOf(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method] !== undefined).map((method) => {
      const operation = item[method];
      const name = `${method.toUpperCase()} ${path}`;
      const { 'x-required-role': role, 'x-required-scopes': scopes } = operation;
      if (!ROLES.includes(role) || !Array.isArray(scopes))
        throw new Error(`${name} does not say who may call it`);
      if (role in RANK !== path.includes('{purseId}'))
        throw new Error(`${name} needs the role ${role} in no purse`);
      const success = Number(Object.keys(operation.responses).find((status) => status.startsWith('2')));
      return { name, method: method.toUpperCase(), path, operation, role, scopes, success };
    }),
  );
}

/** What a caller is answered: the status, and the code of the problem where it is one. */
export function expected({ role, scopes, success }, caller) {
  const accepted = { status: success, code: null };
  if (role === 'anyone') return accepted;
  if (SIGNED_OUT.includes(caller)) return { status: 401, code: 'not-signed-in' };
  if (caller.startsWith('token')) {
    if (scopes.length === 0) return { status: 403, code: 'people-only' };
    return caller === 'token' ? accepted : { status: 403, code: 'scope-missing' };
  }
  if (role === 'person') return accepted;
  if (role === 'administrator')
    return caller === 'administrator' ? accepted : { status: 403, code: 'administrators-only' };
  if (!(caller in RANK)) return { status: 404, code: 'purse-not-found' };
  return RANK[caller] >= RANK[role] ? accepted : { status: 403, code: 'role-too-low' };
}
