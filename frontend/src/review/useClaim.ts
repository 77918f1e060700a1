import type { UpdateDetail } from '../api/types.ts';
import { useVerb } from '../components/useVerb.ts';
import { useApi } from '../providers/useMe.ts';

export interface Claim {
  take: () => Promise<unknown>;
  release: () => Promise<unknown>;
  takeOver: () => Promise<unknown>;
}

/** A claim says who reviews, so that two people do not do it at once. */
export function useClaim(update: UpdateDetail): Claim {
  const api = useApi();
  const verb = useVerb();
  return {
    take: () => verb.run(() => api.claim(update.id), 'You have taken this review'),
    release: () => verb.run(() => api.release(update.id), 'You have given this review back'),
    takeOver: () => verb.run(() => api.takeOver(update.id), 'You have taken this review over'),
  };
}
