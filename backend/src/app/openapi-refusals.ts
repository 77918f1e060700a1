import { PROBLEMS, type ProblemCode } from '../common/problems.js';
import { PERMISSIONS } from '../common/permissions.js';
import { REFUSALS } from '../platform/http/refuses.js';

export interface Parameter {
  in: string;
  required?: boolean;
  schema: Record<string, unknown>;
}

export interface Operation {
  parameters?: Parameter[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
  'x-permission': string;
  [REFUSALS]?: ProblemCode[];
}

const CODES = Object.keys(PROBLEMS) as ProblemCode[];

/** Adds every refusal that the operation may answer with: by status, its codes named. */
export function describeRefusals(method: string, operation: Operation): void {
  const codes = refusalsOf(method, operation);
  operation[REFUSALS] = codes;
  for (const status of new Set(codes.map((code) => PROBLEMS[code].status))) {
    operation.responses[status] = { $ref: `#/components/responses/Refusal${status}` };
  }
}

function refusalsOf(method: string, operation: Operation): ProblemCode[] {
  const permission = operation['x-permission'];
  const isPublic = permission === 'public';
  const isChange = method !== 'get';
  const isForEveryone =
    isPublic || PERMISSIONS[permission as keyof typeof PERMISSIONS][0] === 'everyone';
  const ids = (operation.parameters ?? []).some((parameter) => parameter.in === 'path');
  const has = new Set<ProblemCode>(operation[REFUSALS]);
  const add = (when: boolean, ...codes: ProblemCode[]) =>
    when && codes.forEach((code) => has.add(code));
  add(true, 'request.failed', 'request.invalid', 'service.not_ready');
  add(!isPublic, 'session.required');
  add(isChange, 'request.too_large', 'request.unsupported_type');
  add(isChange, 'session.csrf');
  add(isChange && !isPublic, 'permission.refused');
  add(!isForEveryone, 'permission.refused');
  add(ids, 'record.not_found');
  add(
    isChange && !isPublic,
    'transition.illegal',
    'record.changed_meanwhile',
    'record.already_exists',
  );
  return CODES.filter((code) => has.has(code));
}

/** One response for each status: the problem, with the codes that this status can have. */
export function refusalResponses(): Record<string, object> {
  const statuses = [...new Set(CODES.map((code) => PROBLEMS[code].status))].sort();
  return Object.fromEntries(
    statuses.map((status) => {
      const codes = CODES.filter((code) => PROBLEMS[code].status === status);
      const schema = {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          {
            type: 'object',
            properties: {
              status: { type: 'integer', enum: [status] },
              code: { type: 'string', enum: codes },
            },
          },
        ],
      };
      return [
        `Refusal${status}`,
        {
          description: `${[...new Set(codes.map((code) => PROBLEMS[code].title))].join('; ')}. Nothing was changed.`,
          content: { 'application/problem+json': { schema } },
        },
      ];
    }),
  );
}

/** RFC 9457, with a stable code, field errors, and who was first. */
export const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', description: 'urn:quarterdeck:problem: and the code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: {
      type: 'string',
      enum: CODES,
      description: 'Stable: programs may rely on it.',
    },
    detail: { type: 'string', description: 'What is wrong and what to do.' },
    issues: {
      type: 'array',
      description: 'What is wrong, field by field.',
      items: {
        type: 'object',
        required: ['field', 'code', 'message'],
        additionalProperties: false,
        properties: {
          field: { type: 'string', description: 'Its place in the request: rows.0.wording.' },
          code: { type: 'string' },
          message: { type: 'string', description: 'What, where, and what to do.' },
        },
      },
    },
    conflict: {
      type: 'object',
      description: 'What somebody did first.',
      required: ['what'],
      additionalProperties: false,
      properties: {
        who: { type: 'string', description: 'A name, or You: the same person in another window.' },
        what: { type: 'string' },
        at: { type: 'string', format: 'date-time' },
      },
    },
    theirs: {
      type: 'object',
      description: 'The other text, when two people wrote at once.',
      required: ['content', 'version'],
      additionalProperties: false,
      properties: {
        content: { nullable: true, allOf: [{ $ref: '#/components/schemas/UpdateContentDto' }] },
        version: { type: 'integer' },
      },
    },
  },
} as const;
