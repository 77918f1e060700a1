import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import {
  describeRefusals,
  PROBLEM,
  refusalResponses,
  type Operation,
  type Parameter,
} from './openapi-refusals.js';

type Schema = Record<string, unknown>;

/** The API's description: every route, parameter, answer and refusal. */
export function openApiOf(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('Quarterdeck')
      .setDescription(
        'Drafting, reviewing, signing and publishing the quarterly updates on commitments. ' +
          'What changes something needs the header X-CSRF-Token with the token of the session.',
      )
      .setVersion('1')
      .addCookieAuth('quarterdeck_session')
      .build(),
    {
      operationIdFactory: (controller, method) =>
        `${controller.replace(/Controller$/, '')}.${method}`,
    },
  );
  const schemas = { ...document.components?.schemas, Problem: PROBLEM } as Record<string, Schema>;
  document.components = {
    ...document.components,
    schemas: schemas as never,
    responses: refusalResponses() as never,
  };
  for (const path of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(path as Record<string, Operation>)) {
      describeRefusals(method, operation);
      operation.parameters?.forEach(describeParameter);
      closeSchemas(operation.requestBody, schemas);
    }
  }
  return document;
}

/** What the framework does not see: ids are UUIDs, and what has a default may be left out. */
function describeParameter(parameter: Parameter): void {
  const { default: usual, allOf } = parameter.schema;
  if (parameter.in === 'path') parameter.schema.format = 'uuid';
  if (usual !== undefined) parameter.required = false;
  // A type with one value only, such as the only order there is, comes out as any object.
  if (allOf) parameter.schema = { type: 'string', enum: [usual], default: usual };
}

/** What a request may hold is exactly what is described: everything else is refused. */
function closeSchemas(part: unknown, schemas: Record<string, Schema>, seen = new Set<string>()) {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key !== '$ref' || typeof value !== 'string') {
      closeSchemas(value, schemas, seen);
      continue;
    }
    const name = value.split('/').at(-1)!;
    if (seen.has(name)) continue;
    seen.add(name);
    const schema = schemas[name];
    if (schema?.type === 'object') schema.additionalProperties = false;
    closeSchemas(schema, schemas, seen);
  }
}
