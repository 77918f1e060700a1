module.exports = require('./es-modules.cjs').translated('cookie/dist/index.js');
