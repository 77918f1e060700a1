import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { getMetadataStorage } from 'class-validator';
import type { TestApp } from './test-app.js';

const ROUTE_ARGUMENTS = '__routeArguments__';
const KINDS = { body: '3', query: '4' } as const;

type Constructor = new () => object;

/** What a DTO says of one of its fields. */
export interface DtoField {
  name: string;
  isOptional: boolean;
  /** True when any text will do: nothing but its type and length is checked. */
  isFreeText: boolean;
}

/** The class that the route's handler takes as its whole body or query, if it takes one. */
export function dtoOf(
  { app }: TestApp,
  operationId: string,
  kind: keyof typeof KINDS,
): Constructor | undefined {
  const [controllerName, method] = operationId.split('.') as [string, string];
  const controller = app
    .get(DiscoveryService)
    .getControllers()
    .map(({ metatype }) => metatype as Constructor | undefined)
    .find((each) => each?.name === `${controllerName}Controller`);
  if (
    !controller ||
    !app.get(MetadataScanner).getAllMethodNames(controller.prototype).includes(method)
  )
    throw new Error(`No handler of ${operationId}`);
  const parameters = Reflect.getMetadata(ROUTE_ARGUMENTS, controller, method) as
    Record<string, { index: number; data?: unknown }> | undefined;
  const found = Object.entries(parameters ?? {}).find(
    ([key, { data }]) => key.startsWith(`${KINDS[kind]}:`) && data === undefined,
  );
  if (!found) return undefined;
  const types = Reflect.getMetadata(
    'design:paramtypes',
    controller.prototype,
    method,
  ) as Constructor[];
  return types[found[1].index];
}

/** The fields of a DTO, from its validators. */
export function fieldsOf(dto: Constructor): DtoField[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  return [...new Set(rules.map((rule) => rule.propertyName))].map((name) => {
    const own = rules.filter((rule) => rule.propertyName === name);
    const checks = own.filter((rule) => rule.type !== 'conditionalValidation');
    return {
      name,
      isOptional: own.some((rule) => rule.type === 'conditionalValidation'),
      isFreeText: checks.every((rule) =>
        ['isString', 'maxLength', 'minLength'].includes(rule.name ?? ''),
      ),
    };
  });
}
