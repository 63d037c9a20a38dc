export interface TestServer {
  adminUrl: string;
  stop: () => Promise<void>;
}
export function makeRunFolder(elsewhere?: string): Promise<string>;
export function startEmbeddedPostgres(root: string): Promise<TestServer>;
export function startLocalRedis(given?: {
  port?: number;
}): Promise<{ url: string; stop: () => Promise<void>; kill: () => Promise<void> } | null>;
export function whyNoContainer(image: string): string | null;
