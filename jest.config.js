import { availableParallelism } from 'node:os';

const shared = {
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/web/', '<rootDir>/dist/'],
  transform: { '^.+\\.ts$': '@swc/jest' },
};

export default {
  // Most suites wait for their database half of the time: two run at once on the smallest machine.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testTimeout: 60_000, // on a busy machine: no story waits for time to pass
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts', '!src/migrations/**'],
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/*.test.ts'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
      setupFiles: ['<rootDir>/test/support/worker-setup.ts'],
    },
    {
      ...shared,
      displayName: 'chart',
      testMatch: ['<rootDir>/test/chart/*.test.ts'],
      globalSetup: '<rootDir>/test/chart/support/global-setup.ts',
    },
    // Workflows, Compose and what they call: no network, no Docker.
    { ...shared, displayName: 'delivery', testMatch: ['<rootDir>/test/delivery/*.test.ts'] },
    // `npm start` itself, on a tree that is installed and built.
    { ...shared, displayName: 'setup', testMatch: ['<rootDir>/test/setup/*.test.ts'] },
  ],
};
