import type { Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS } from '../platform/http/requires.js';

/**
 * Refuses to boot when a route neither requires a permission nor is declared public.
 * @throws Error naming every such route
 */
export function refuseUndeclaredRoutes(
  discovery: DiscoveryService,
  scanner: MetadataScanner,
  reflector: Reflector,
): void {
  const undeclared = discovery.getControllers().flatMap(({ metatype }) => {
    if (!metatype) return [];
    const controller = metatype as Type;
    const prototype = controller.prototype as Record<string, () => unknown>;
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name]!;
      const isRoute = Reflect.hasMetadata(METHOD_METADATA, handler);
      return isRoute && !reflector.getAllAndOverride(ACCESS, [handler, controller])
        ? [`${controller.name}.${name}`]
        : [];
    });
  });
  if (undeclared.length > 0) {
    throw new Error(
      `Every route declares a permission or is public. These do not: ${undeclared.join(', ')}`,
    );
  }
}
