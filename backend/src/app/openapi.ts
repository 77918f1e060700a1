import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable: programs may rely on it.' },
    detail: { type: 'string', description: 'What is wrong and what to do.' },
    issues: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'code', 'message'],
        properties: {
          field: { type: 'string' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
    conflict: {
      type: 'object',
      required: ['what'],
      properties: { who: { type: 'string' }, what: { type: 'string' }, at: { type: 'string' } },
    },
    theirs: { description: 'The other text, when two people wrote at once.' },
  },
} as const;

type Operation = { responses: Record<string, unknown>; operationId?: string };

/** The API's description: every route, parameter, answer and refusal. */
export function openApiOf(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('Quarterdeck')
      .setDescription(
        'Drafting, reviewing, signing and publishing the quarterly updates on commitments.',
      )
      .setVersion('1')
      .addCookieAuth('quarterdeck_session')
      .build(),
    {
      operationIdFactory: (controller, method) =>
        `${controller.replace(/Controller$/, '')}.${method}`,
    },
  );
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, Problem: PROBLEM as never };
  const refusal = {
    description: 'A refusal: nothing was changed.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path) as Operation[]) {
      if (operation?.responses) operation.responses.default = refusal;
    }
  }
  return document;
}
