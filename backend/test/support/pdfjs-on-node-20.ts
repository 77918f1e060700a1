/**
 * pdf.js 6 expects Node 22. The few newer functions that it calls are added here for Node 20; newer
 * versions keep their own. Import it before pdf.js.
 */
interface NewerPromise {
  withResolvers?: () => object;
  try?: (run: (...args: unknown[]) => unknown, ...args: unknown[]) => Promise<unknown>;
}

const promise = Promise as NewerPromise;

promise.withResolvers ??= () => {
  const parts: Record<string, unknown> = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
};

promise.try ??= (run, ...args) => new Promise((resolve) => resolve(run(...args)));

export {};
