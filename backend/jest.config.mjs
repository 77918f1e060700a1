const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        keepClassNames: true,
      },
      module: { type: 'es6' },
    },
  ],
};

const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^(content-disposition|cookie)$': '<rootDir>/test/support/$1.cjs',
  },
  transform,
  setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'],
};

export default {
  // By itself Jest leaves one core idle: half of the usual two.
  maxWorkers: 2,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      // What of the screens is plain TypeScript is tested here too.
      roots: ['<rootDir>/src', '<rootDir>/../frontend/src'],
      testMatch: ['**/*.spec.ts'],
      moduleNameMapper: { ...shared.moduleNameMapper, '^@common/(.*)$': '<rootDir>/src/common/$1' },
    },
    {
      ...shared,
      displayName: 'integration',
      testMatch: ['<rootDir>/**/*.int-spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/'],
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
  ],
};
