/** What is known only at start-up and injected by name. */
export const CONFIG = Symbol('CONFIG');
export const DATABASE_URL = Symbol('DATABASE_URL');
