// The layering rules of ARCHITECTURE.md ("Which package may import which"), enforced.
const swc = require('@swc/core');

// dependency-cruiser parses with SWC but leaves its JSX off, and would fail on every .tsx file.
const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });

const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from} may import only: ${allowed.join(', ')}`,
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { pathNot: allowed },
});
const npm = (name) => `node_modules/${name}/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'tensorflow-by-one-door',
      severity: 'error',
      comment:
        'the catalogue and the settings receive TensorFlow.js as an argument; tensorflow.ts has its types',
      from: {
        path: '^src/(layers|training|preprocessing|document|network|sweep|protocol|insight/views)/',
        pathNot: ['\\.test\\.ts$', '^src/(layers|training)/tensorflow\\.ts$'],
      },
      to: { path: npm('@tensorflow') },
    },
    only('text', '^src/text/', ['^src/text/', npm('zod')]),
    only('numbers', '^src/numbers/', ['^src/(text|numbers)/']),
    only('layers', '^src/layers/', ['^src/(text|layers)/', npm('zod'), npm('@tensorflow')]),
    only('training', '^src/training/', ['^src/(text|training)/', npm('zod'), npm('@tensorflow')]),
    only('preprocessing', '^src/preprocessing/', ['^src/(text|preprocessing)/', npm('zod')]),
    only('document', '^src/document/', ['^src/(text|layers|training|preprocessing|document)/', npm('zod')]),
    only('network', '^src/network/', [
      '^src/(text|layers|training|preprocessing|document|network)/',
      npm('zod'),
    ]),
    only('sweep', '^src/sweep/', [
      '^src/(text|numbers|layers|training|preprocessing|document|network|sweep)/',
      npm('zod'),
    ]),
    only('collaboration', '^src/collaboration/', [
      '^src/(text|layers|training|preprocessing|document|collaboration)/',
      npm('yjs'),
      npm('zod'),
    ]),
    only('course', '^src/course/', [
      '^src/(text|numbers|layers|training|preprocessing|document|network|course)/',
      npm('zod'),
    ]),
    only('protocol', '^src/protocol/', [
      '^src/(text|layers|training|preprocessing|document|network|sweep|protocol)/',
      // What views show: the one thing of theirs that crosses the wire.
      '^src/insight/figure\\.ts$',
      npm('zod'),
    ]),
    only('figure', '^src/insight/figure\\.ts$', ['^src/text/', npm('zod')]),
    only('views', '^src/insight/(view\\.ts$|views/)', [
      '^src/(text|layers|training|preprocessing|document|network|protocol)/',
      '^src/insight/',
      npm('zod'),
    ]),
    only('graph', '^src/graph/', ['^src/(text|layers|graph)/']),
    only('files', '^src/files/', [
      '^src/(text|files)/',
      '^(node:)?[a-z/]+$',
      npm('zod'),
      npm('proper-lockfile'),
    ]),
    only('remote', '^src/remote/', [
      '^src/(text|protocol|remote)/',
      '^(node:)?[a-z/]+$',
      npm('zod'),
      npm('ws'),
      npm('@types/ws'),
    ]),
    only('templates', '^templates/', ['^templates/', '^src/(text|layers|training|preprocessing|document)/']),
    {
      name: 'core-knows-no-face',
      severity: 'error',
      comment: 'of provision only where the cache and the native runtime are and how a file is downloaded',
      from: { path: '^src/(datasets|insight|interchange|engine|job)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: ['^src/(cli|provision)/', '^electron/', '^renderer/', npm('electron'), npm('react')],
        pathNot: '^src/provision/(cache|download|progress|operations-name|runtime-folder)\\.ts$',
      },
    },
    {
      name: 'provision-stands-alone',
      severity: 'error',
      from: { path: '^src/provision/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(src/(?!provision/|files/|text/)|electron/|renderer/)' },
    },
    {
      name: 'renderer-pure-core-only',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: [
          '^src/(files|datasets|insight|interchange|engine|provision|cli)/',
          '^electron/',
          npm('@tensorflow'),
          npm('electron'),
        ],
        // Pure, and wanted on both sides: the picture of the input is made as the engine makes the input, values get the
        // same colors on the command line as in the page, and what
        // troubles a run is found by the command line and by the page.
        pathNot: [
          '^src/datasets/(published/|(resize|reference|zip-name)\\.ts$)',
          '^src/insight/(troubles/|paint/|views/|(figure|view|maps)\\.ts$)',
        ],
      },
    },
    {
      name: 'renderer-no-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: ['\\.test\\.tsx?$', 'vite\\.config\\.ts$'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'editing-reads-no-store',
      severity: 'error',
      comment:
        'an edit is handed what it needs and returns what it leads to; renderer/actions applies it to a tab',
      from: { path: '^renderer/editing/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^renderer/(stores|host|actions|commands|features|workspace)/',
      },
    },
    {
      name: 'no-sibling-feature',
      severity: 'error',
      comment: 'features meet in the stores, the ui and the commands, never directly',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'electron-never-renderer',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: ['^renderer/', '^src/(?!text/|files/|protocol/|remote/|engine/|provision/|document/)'] },
    },
    {
      name: 'web-is-a-face',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: ['^renderer/', '^electron/', '^src/(cli|provision)/'] },
    },
    {
      name: 'nobody-knows-web',
      severity: 'error',
      from: { pathNot: '^(web|tests)/' },
      to: { path: '^web/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '\\.test\\.tsx?$',
          '(^|/)tsconfig.*\\.json$',
          // vitest.config.ts, outside of what is cruised, uses these.
          '^templates/convas-text\\.ts$',
          '^tests/e2e/support/screen\\.ts$',
          // What stands for modules of Node's in the page: build/lib/web.mjs puts it there.
          '^web/node/',
        ],
      },
      to: {},
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.json$', '\\.convas$', '\\.css$', '\\?url$', '\\?raw$'] },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
