import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = Record<string, unknown> & {
  $ref?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
};
interface Operation {
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: Schema }> }>;
  'x-refusals'?: string[];
}

/** What an answer holds against the API's description of it: nothing, if all is as described. */
export class Contract {
  private readonly paths: { pattern: RegExp; operations: Record<string, Operation> }[];

  constructor(private readonly document: OpenAPIObject) {
    this.paths = Object.entries(document.paths)
      // A path without parameters comes before one whose parameter would take it in.
      .sort(([one], [other]) => one.split('{').length - other.split('{').length)
      .map(([path, operations]) => ({
        pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
        operations: operations as Record<string, Operation>,
      }));
  }

  breaches(
    { method, url }: { method: string; url: string },
    answer: { status: number; contentType: string; body: unknown },
  ): string[] {
    const path = url.split('?')[0]!;
    const operation = this.paths.find(({ pattern, operations }) =>
      Boolean(pattern.test(path) && operations[method.toLowerCase()]),
    )?.operations[method.toLowerCase()];
    // What is no route of the API is not described: its refusal is all there is to say.
    if (!operation) return [];
    const name = `${method} ${path}: ${answer.status}`;
    const response = this.resolve(operation.responses[answer.status]);
    if (!response) return [`${name} is not described`];
    const type = answer.contentType.split(';')[0]!;
    const schema = response.content?.[type]?.schema;
    if (!schema) {
      const isEmpty = response.content === undefined && answer.contentType === '';
      return isEmpty ? [] : [`${name} answers ${type || 'nothing'}, which is not described`];
    }
    if (!type.endsWith('json')) return [];
    const code = (answer.body as { code?: string }).code ?? '';
    const isUndeclared = answer.status >= 400 && !operation['x-refusals']?.includes(code);
    return [
      ...(isUndeclared ? [`${name} with ${code} is not described`] : []),
      ...this.differences(schema, answer.body, '').map((each) => `${name}${each}`),
    ];
  }

  private resolve<T extends { $ref?: string }>(part: T | undefined): T | undefined {
    if (!part?.$ref) return part;
    const found = part.$ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], this.document);
    if (!found) throw new Error(`${part.$ref} is not in the description`);
    return found as T;
  }

  private differences(part: Schema, value: unknown, at: string): string[] {
    const schema = this.resolve(part)!;
    if (value === null && schema.nullable === true) return [];
    const known = this.properties(schema);
    return [
      ...this.typeDifferences(schema, value, at),
      ...(schema.allOf ?? []).flatMap((each) => this.differences(each, value, at)),
      ...this.choiceDifferences(schema, value, at),
      ...Object.entries(schema.properties ?? {}).flatMap(([key, each]) => {
        const inner = (value as Record<string, unknown> | null)?.[key];
        return inner === undefined ? [] : this.differences(each, inner, `${at}.${key}`);
      }),
      ...((schema.required as string[] | undefined) ?? [])
        .filter((key) => (value as Record<string, unknown> | null)?.[key] === undefined)
        .map((key) => `${at}.${key} is missing`),
      ...(known && at !== '' ? this.unknownKeys(schema, known, value, at) : []),
      ...(Array.isArray(value) && schema.items
        ? value.flatMap((each, index) => this.differences(schema.items!, each, `${at}.${index}`))
        : []),
    ];
  }

  /** The properties of an object that is described field by field; null for any other. */
  private properties(schema: Schema): Set<string> | null {
    if (schema.allOf || schema.oneOf || !schema.properties || schema.additionalProperties === true)
      return null;
    return new Set(Object.keys(schema.properties));
  }

  private unknownKeys(schema: Schema, known: Set<string>, value: unknown, at: string): string[] {
    if (typeof value !== 'object' || value === null || schema.type !== 'object') return [];
    return Object.keys(value)
      .filter((key) => !known.has(key))
      .map((key) => `${at}.${key} is not described`);
  }

  private choiceDifferences(schema: Schema, value: unknown, at: string): string[] {
    if (!schema.oneOf) return [];
    const fits = schema.oneOf.filter((each) => this.differences(each, value, at).length === 0);
    return fits.length === 1 ? [] : [`${at} fits ${fits.length} of its shapes`];
  }

  private typeDifferences({ type, enum: values, pattern }: Schema, value: unknown, at: string) {
    const is: Record<string, boolean> = {
      object: typeof value === 'object' && value !== null && !Array.isArray(value),
      array: Array.isArray(value),
      string: typeof value === 'string',
      number: typeof value === 'number',
      integer: Number.isInteger(value),
      boolean: typeof value === 'boolean',
    };
    if (typeof type === 'string' && !is[type])
      return [`${at} is ${value === null ? 'null' : typeof value}, not ${type}`];
    if (Array.isArray(values) && !values.includes(value)) return [`${at} is ${String(value)}`];
    if (typeof pattern === 'string' && !new RegExp(pattern).test(String(value)))
      return [`${at} is ${String(value)}`];
    return [];
  }
}
