// Imported first by every script. Keep this file to syntax that old versions of Node understand.
const NEEDED = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  console.error(
    'Quarterdeck needs Node ' +
      NEEDED.join('.') +
      ' or newer; this is Node ' +
      process.versions.node +
      '. Install a newer one (https://nodejs.org) and run the command again.',
  );
  process.exit(1);
}
