const { readFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { transformSync } = require('@swc/core');

/**
 * An ES module that CommonJS packages require: Node does that, Jest on Node 20 cannot. The package's
 * own code, only translated.
 */
exports.translated = (file) => {
  const path = resolve(__dirname, '../../../node_modules', file);
  const { code } = transformSync(readFileSync(path, 'utf8'), { module: { type: 'commonjs' } });
  const module = { exports: {} };
  new Function('module', 'exports', code)(module, module.exports);
  return module.exports;
};
