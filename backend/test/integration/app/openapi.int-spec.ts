import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { PROBLEMS } from '../../../src/common/problems.js';
import { Contract } from '../../support/contract.js';
import { TestApp } from '../../support/test-app.js';

type Schema = Record<string, unknown> & { $ref?: string; properties?: Record<string, Schema> };
interface Operation {
  operationId: string;
  summary?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: Schema }> }>;
  'x-permission'?: string;
  'x-refusals'?: string[];
}

// The file that is generated from the built backend, and that npm test compares with it.
const DOCUMENT = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../openapi.json'), 'utf8'),
) as OpenAPIObject;
const schemas = DOCUMENT.components!.schemas as Record<string, Schema>;
const operations = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, Operation>).map(
    ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
  ),
);

/** Every schema that the part leads to, the part itself included. */
function reached(part: unknown, seen = new Set<string>()): Set<string> {
  if (typeof part !== 'object' || part === null) return seen;
  for (const [key, value] of Object.entries(part)) {
    if (key !== '$ref' || typeof value !== 'string') {
      reached(value, seen);
      continue;
    }
    const name = value.split('/').at(-1)!;
    if (seen.has(name)) continue;
    seen.add(name);
    reached(schemas[name], seen);
  }
  return seen;
}

describe('the description of the API', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await TestApp.start();
  });
  afterAll(() => test.stop());

  it('has every route that there is, and no other', () => {
    const scanner = test.app.get(MetadataScanner);
    const served = test.app
      .get(DiscoveryService)
      .getControllers()
      .flatMap(({ metatype }) => {
        const controller = metatype as Type;
        const prototype = controller.prototype as Record<string, object>;
        return scanner.getAllMethodNames(prototype).flatMap((name) => {
          const handler = prototype[name]!;
          const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
          if (method === undefined) return [];
          const [base, own] = [controller, handler].map((each) =>
            [Reflect.getMetadata(PATH_METADATA, each) as string | string[]].flat(),
          ) as [string[], string[]];
          return base.flatMap((start) =>
            own.map((end) => {
              const path = [start, end]
                .flatMap((part) => part.split('/'))
                .filter(Boolean)
                .join('/');
              return `${RequestMethod[method]} /${path.replace(/:(\w+)/g, '{$1}')}`;
            }),
          );
        });
      })
      // What is not under /api but for the health pages is HTML and files, for the public.
      .filter((route) => /^\w+ \/(api\/|healthz|readyz)/.test(route));
    expect(served.length).toBeGreaterThan(70);
    expect(operations.map(([name]) => name).sort()).toEqual(served.sort());
  });

  it('says of every route what it is for, who may ask, and what it takes', () => {
    const wrong: string[] = [];
    const ids = new Set<string>();
    for (const [name, operation] of operations) {
      const lacks = (what: string) => wrong.push(`${name}: ${what}`);
      if (!operation.summary) lacks('no summary');
      if (!operation.tags?.length && name.includes('/api/')) lacks('no tag');
      if (ids.has(operation.operationId)) lacks('an operation id that is taken');
      ids.add(operation.operationId);
      if (!operation['x-permission']) lacks('no permission');
      if (operation['x-permission'] !== 'public' && !operation.security?.length)
        lacks('no security');
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, each]) => each);
      const parameters = operation.parameters ?? [];
      expect(parameters.filter((each) => each.in === 'path').map((each) => each.name)).toEqual(
        inPath,
      );
      for (const { name: parameter, in: place, required, schema } of parameters) {
        const named = schemas[String(schema.$ref).split('/').at(-1)!];
        if (!['string', 'number', 'integer', 'boolean'].includes(String((named ?? schema).type)))
          lacks(`${parameter} has no type`);
        if (place === 'path' && schema.format !== 'uuid') lacks(`${parameter} is no id`);
        if (required && schema.default !== undefined) lacks(`${parameter} is required`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('describes every request to its last field, and closes it', () => {
    const bodies = operations.flatMap(([, { requestBody }]) => (requestBody ? [requestBody] : []));
    expect(bodies.length).toBeGreaterThan(25);
    const names = [...reached(bodies)];
    expect(names).toContain('RichTextListItemDto');
    for (const name of names) {
      expect([name, schemas[name]!.additionalProperties]).toEqual([name, false]);
      for (const [field, schema] of Object.entries(schemas[name]!.properties ?? {})) {
        const says = ['type', '$ref', 'allOf', 'oneOf', 'enum'].some((key) => key in schema);
        expect([name, field, says]).toEqual([name, field, true]);
        expect([name, field, schema.additionalProperties]).toEqual([name, field, undefined]);
      }
    }
  });

  it('describes every answer', () => {
    // Ids, hashes and dates by kind of entry; and the snapshot, which has a schema of its own.
    const open = ['AuditEntryDto.data', 'EditionDetail.snapshot'];
    const wrong: string[] = [];
    for (const [name, { responses }] of operations) {
      const answers = Object.entries(responses).filter(([status]) => status < '300');
      if (answers.length !== 1) wrong.push(`${name}: ${answers.length} answers`);
      for (const [status, { content }] of answers) {
        const shapes = Object.values(content ?? {}).map(({ schema }) => schema);
        const isDescribed = shapes.every((each) => each.$ref ?? each.type);
        if (!isDescribed || (status !== '204') !== shapes.length > 0)
          wrong.push(`${name}: ${status} is not described`);
      }
      for (const each of reached(Object.fromEntries(answers))) {
        for (const [field, schema] of Object.entries(schemas[each]!.properties ?? {})) {
          if (schema.additionalProperties === true && !open.includes(`${each}.${field}`))
            wrong.push(`${each}.${field} is any object`);
        }
      }
    }
    expect([...new Set(wrong)]).toEqual([]);
  });

  it('names the refusals of every route, by status and code; each code is some route’s', () => {
    const named = new Set<string>();
    for (const [name, operation] of operations) {
      const codes = operation['x-refusals'] as (keyof typeof PROBLEMS)[];
      codes.forEach((code) => named.add(code));
      const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort();
      expect([name, Object.keys(operation.responses).filter((status) => status >= '400')]).toEqual([
        name,
        statuses.map(String),
      ]);
      expect([name, codes.includes('session.required')]).toEqual([
        name,
        operation['x-permission'] !== 'public',
      ]);
    }
    // Told of one of several, inside an answer.
    named.add('update.changes_not_opened');
    expect([...named].sort()).toEqual(Object.keys(PROBLEMS).sort());
  });

  it('is held to by every answer in every test: what differs from it is found', () => {
    const contract = new Contract(DOCUMENT);
    const session = { method: 'POST', url: '/api/session' };
    const json = 'application/json; charset=utf-8';
    const problem = {
      ...{ type: 'urn:quarterdeck:problem:session.wrong_credentials', title: 'No', detail: 'No' },
      ...{ status: 401, code: 'session.wrong_credentials' },
    };
    const refused = (body: object, status = 401) =>
      contract.breaches(session, { status, contentType: 'application/problem+json', body });
    expect(refused(problem)).toEqual([]);
    expect(refused({ ...problem, code: 'clock.real' })[0]).toContain('clock.real');
    expect(refused({ ...problem, issues: [{ field: 'email' }] })).toHaveLength(2);
    expect(refused({ ...problem, conflict: { what: 'x', at: 7 } })[0]).toContain('conflict.at');
    expect(refused(problem, 418)[0]).toContain('418 is not described');
    const clock = { method: 'GET', url: '/api/clock' };
    const told = { now: '2022-05-09T08:00:00.000Z', isDemonstration: true, offsetMs: 0 };
    const answered = (body: object, contentType = json) =>
      contract.breaches(clock, { status: 200, contentType, body });
    expect(answered(told)).toEqual([]);
    expect(answered({ ...told, isDemonstration: 'yes' })[0]).toContain('isDemonstration');
    expect(answered({ now: told.now })).toHaveLength(2);
    expect(answered(told, 'text/html')).toHaveLength(1);
  });
});
