/**
 * The part of JSON Schema (draft 7) that our published schemas use: what TypeScript makes of one, and
 * what is wrong with a value by it, in words for whoever holds the file.
 */
export interface JsonSchema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: 'string' | 'integer' | 'boolean' | 'array' | 'object';
  readonly const?: string | boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  readonly oneOf?: readonly JsonSchema[];
}
export type Definitions = Readonly<Record<string, JsonSchema>>;

/** The TypeScript type of what a schema allows; what it refers to has the types given by name. */
export type Allowed<S, Named> = S extends { $ref: `#/definitions/${infer Name}` }
  ? Name extends keyof Named
    ? Named[Name]
    : never
  : S extends { const: infer Value }
    ? Value
    : S extends { enum: readonly (infer Value)[] }
      ? Value
      : S extends { oneOf: readonly (infer One)[] }
        ? One extends unknown
          ? Allowed<One, Named>
          : never
        : S extends { type: infer Type extends keyof Plain }
          ? Plain[Type]
          : S extends { items: infer Item }
            ? Allowed<Item, Named>[]
            : S extends { properties: infer Fields; required: readonly (infer Needed)[] }
              ? AllowedObject<Fields, Needed, Named>
              : never;
interface Plain {
  string: string;
  integer: number;
  boolean: boolean;
}
type AllowedObject<Fields, Needed, Named> = {
  -readonly [K in keyof Fields as K extends Needed ? K : never]: Allowed<Fields[K], Named>;
} & {
  -readonly [K in keyof Fields as K extends Needed ? never : K]?: Allowed<Fields[K], Named>;
};

/**
 * True when each definition allows what its type does, no field more or less; else names those that do
 * not. One by one, because TypeScript takes types for the same that differ only far down.
 */
export type Agreeing<Definitions, Named> = keyof Definitions extends keyof Named
  ? {
      [Name in keyof Named]: Name extends keyof Definitions
        ? Same<Allowed<Definitions[Name], Named>, Named[Name]> extends true
          ? never
          : Name
        : Name;
    }[keyof Named] extends infer Wrong
    ? [Wrong] extends [never]
      ? true
      : Wrong
    : never
  : Exclude<keyof Definitions, keyof Named>;
type Same<A, B> = [A, B, AllFields<A>, AllFields<B>] extends [B, A, AllFields<B>, AllFields<A>]
  ? true
  : false;
/** With every field required: one that only one side knows would be allowed by the other. */
type AllFields<T> = T extends readonly (infer Item)[]
  ? AllFields<Item>[]
  : T extends object
    ? { [K in keyof T]-?: AllFields<T[K]> }
    : T;

/** What is wrong with a value, and where: `chapters.0.groups.2.rows.0.title`. */
export interface SchemaIssue {
  path: string;
  message: string;
}

/** After this many, the rest is no help. */
const MAX_ISSUES = 20;

/** Everything that is wrong with the value, up to twenty issues; nothing when it is as the schema says. */
export function schemaIssues(
  value: unknown,
  schema: JsonSchema,
  definitions: Definitions,
): SchemaIssue[] {
  const issues: SchemaIssue[] = [];
  const check = (at: unknown, by: JsonSchema, path: string): void => {
    if (issues.length >= MAX_ISSUES) return;
    const found = resolve(by, definitions);
    if (found.oneOf) {
      const branch = branchFor(at, found.oneOf, definitions);
      if (branch) check(at, branch, path);
      else issues.push({ path, message: 'is none of the kinds that may stand here' });
      return;
    }
    const wrong = wrongWith(at, found);
    if (wrong) {
      issues.push({ path, message: wrong });
      return;
    }
    if (Array.isArray(at)) {
      at.forEach((item, index) => check(item, found.items!, below(path, index)));
    } else if (typeof at === 'object' && at !== null) {
      checkMembers(at as Record<string, unknown>, found, path);
    }
  };
  const checkMembers = (at: Record<string, unknown>, by: JsonSchema, path: string): void => {
    const properties = by.properties ?? {};
    for (const name of by.required ?? []) {
      if (!Object.hasOwn(at, name)) issues.push({ path: below(path, name), message: 'is missing' });
    }
    for (const [name, member] of Object.entries(at)) {
      if (Object.hasOwn(properties, name)) check(member, properties[name]!, below(path, name));
      else issues.push({ path: below(path, name), message: 'is not known here' });
    }
  };
  check(value, schema, '');
  return issues.slice(0, MAX_ISSUES);
}

function resolve(schema: JsonSchema, definitions: Definitions): JsonSchema {
  return schema.$ref ? definitions[schema.$ref.replace('#/definitions/', '')]! : schema;
}

/**
 * The kind that the value means to be: by the constant that tells the kinds apart ("type"), else by the
 * fields that it has, so that what is wrong is said of that kind and not of all.
 */
function branchFor(
  value: unknown,
  branches: readonly JsonSchema[],
  definitions: Definitions,
): JsonSchema | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const record = value as Record<string, unknown>;
  return branches.find((branch) => {
    const { properties = {}, required = [] } = resolve(branch, definitions);
    const isTold = Object.values(properties).some((property) => property.const !== undefined);
    return isTold
      ? Object.entries(properties).every(
          ([name, property]) => property.const === undefined || record[name] === property.const,
        )
      : required.every((name) => Object.hasOwn(record, name));
  });
}

function wrongWith(value: unknown, schema: JsonSchema): string | undefined {
  if (schema.const !== undefined) {
    return value === schema.const ? undefined : `must be ${JSON.stringify(schema.const)}`;
  }
  if (schema.enum) {
    return schema.enum.includes(value as string)
      ? undefined
      : `must be one of ${schema.enum.join(', ')}`;
  }
  switch (schema.type) {
    case 'string':
      return wrongWithText(value, schema);
    case 'integer':
      if (!Number.isInteger(value)) return 'must be a whole number';
      return (value as number) < (schema.minimum ?? -Infinity)
        ? `must be ${schema.minimum} or more`
        : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'array':
      if (!Array.isArray(value)) return 'must be a list';
      return value.length < (schema.minItems ?? 0) ? 'must not be empty' : undefined;
    default:
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? undefined
        : 'must be an object';
  }
}

function wrongWithText(value: unknown, schema: JsonSchema): string | undefined {
  if (typeof value !== 'string') return 'must be text';
  if (value.length < (schema.minLength ?? 0)) return 'must not be empty';
  const isAsAsked = !schema.pattern || new RegExp(schema.pattern, 'u').test(value);
  return isAsAsked ? undefined : `must be ${schema.description?.toLowerCase() ?? schema.pattern}`;
}

const below = (path: string, key: string | number): string =>
  path === '' ? String(key) : `${path}.${key}`;
