/**
 * The real cookie: an ES module that a CommonJS package requires. Node does that; Jest on Node 20
 * cannot, so Node is asked, past Jest.
 */
const { createRequire } = process.getBuiltinModule('module');

module.exports = createRequire(__filename)('cookie');
