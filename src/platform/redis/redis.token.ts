/** Injection token of the shared ioredis client, or null where the installation has no Redis. */
export const REDIS = Symbol('REDIS');
