// The architecture, checked: modules import only those before them in this order, through their
// index.ts; common knows no framework; nothing imports app.
const ORDER = [
  'audit',
  'identity',
  'files',
  'comments',
  'overrides',
  'plan',
  'acronyms',
  'rounds',
  'checks',
  'findings',
  'promises',
  'updates',
  'calendar',
  'signoff',
  'publication',
  'redactions',
  'provenance',
  'meetings',
  'imports',
  'reminders',
  'notifications',
];
const SRC = '^backend/src';

const moduleOrder = ORDER.map((name, index) => ({
  name: `order-${name}`,
  comment: `${name} may import only the modules before it: ${ORDER.slice(0, index).join(', ') || 'none'}.`,
  severity: 'error',
  from: { path: `${SRC}/modules/${name}/` },
  to: { path: `${SRC}/modules/(${[...ORDER.slice(index + 1), 'public-site'].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...moduleOrder,
    {
      name: 'through-the-door',
      comment: 'A module is imported through its index.ts only.',
      severity: 'error',
      from: { path: `${SRC}/modules/([^/]+)/`, pathNot: '\\.int-spec\\.ts$' },
      to: {
        path: `${SRC}/modules/([^/]+)/`,
        pathNot: [`${SRC}/modules/$1/`, `${SRC}/modules/[^/]+/index\\.ts$`],
      },
    },
    {
      name: 'app-through-the-door',
      severity: 'error',
      from: { path: `${SRC}/(app|main|commands)` },
      to: { path: `${SRC}/modules/`, pathNot: [`${SRC}/modules/[^/]+/index\\.ts$`] },
    },
    {
      name: 'nothing-imports-app',
      severity: 'error',
      from: { path: `${SRC}/(common|platform|modules)/` },
      to: { path: `${SRC}/(app/|main|commands)` },
    },
    {
      name: 'public-site-reads-publication',
      severity: 'error',
      from: { path: `${SRC}/modules/public-site/` },
      to: {
        path: `${SRC}/modules/`,
        pathNot: `${SRC}/modules/(public-site|publication|meetings)/`,
      },
    },
    {
      name: 'platform-below-modules',
      severity: 'error',
      from: { path: `${SRC}/platform/` },
      to: { path: `${SRC}/modules/` },
    },
    {
      name: 'common-is-pure',
      comment: 'common runs in the browser too: no Nest, no TypeORM, no Node.',
      severity: 'error',
      from: { path: `${SRC}/common/`, pathNot: '\\.spec\\.ts$' },
      to: { path: `${SRC}/(platform|modules)/|node_modules/(@nestjs|typeorm|pg)/` },
    },
    {
      name: 'common-no-node',
      severity: 'error',
      from: { path: `${SRC}/common/`, pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'frontend-takes-only-common',
      severity: 'error',
      from: { path: '^frontend/src' },
      to: { path: '^backend/', pathNot: '^backend/src/common/' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'warn',
      from: {
        orphan: true,
        pathNot: ['\\.d\\.ts$', '\\.spec\\.ts$', '\\.int-spec\\.ts$', 'config\\.(js|cjs|mjs|ts)$'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.vite)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
