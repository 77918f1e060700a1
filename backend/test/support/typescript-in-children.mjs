// For processes that the code under test starts: they read TypeScript as Jest does. See useTypeScript.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
