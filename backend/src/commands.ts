import 'reflect-metadata';
import { COMMANDS } from './app/commands/index.js';
import { explain } from './app/explain.js';

/** node commands.js NAME ARGS…: one act at the keyboard, then the process ends. */
const [name = '', ...args] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) {
  console.error(`“${name}” is no command. There are: ${Object.keys(COMMANDS).join(', ')}.`);
  process.exit(2);
}
try {
  process.exitCode = await command(args);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
