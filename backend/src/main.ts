import 'reflect-metadata';
import { runApp, type AppRole } from './app/run-app.js';
import { explain } from './app/explain.js';

const ROLES: readonly AppRole[] = ['all', 'api', 'worker'];

/** One entry; the role is the argument: all (default), api or worker. */
const role = (process.argv[2] ?? 'all') as AppRole;
if (!ROLES.includes(role)) {
  console.error(`“${role}” is no role: give all, api or worker.`);
  process.exit(2);
}
try {
  await runApp(role);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
