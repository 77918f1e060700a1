module.exports = require('./es-modules.cjs').translated('content-disposition/dist/index.js');
