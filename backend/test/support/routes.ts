import { openApiOf } from '../../src/app/openapi.js';
import type { TestApp } from './test-app.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation of the API's own description. */
export interface Route {
  /** GET /api/updates/{id} */
  name: string;
  method: Method;
  path: string;
  permission: string;
  parameters: string[];
  hasBody: boolean;
  operationId: string;
}

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, unknown> };
  'x-permission': string;
}

/** Every route, as the OpenAPI file names it. */
export const routesOf = ({ app }: TestApp): Route[] =>
  Object.entries(openApiOf(app).paths).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, Operation>).map(([verb, operation]) => {
      const method = verb.toUpperCase() as Method;
      return {
        name: `${method} ${path}`,
        ...{ method, path, operationId: operation.operationId },
        permission: operation['x-permission'],
        parameters: (operation.parameters ?? [])
          .filter((parameter) => parameter.in === 'path')
          .map((parameter) => parameter.name),
        hasBody: operation.requestBody?.content['application/json'] !== undefined,
      };
    }),
  );

/** The path with its parameters filled in. */
export const fill = (path: string, values: Record<string, string>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`No value for ${name} of ${path}`);
    return encodeURIComponent(value);
  });
