import type { FileMediaType, Marking, PublishedEvidence } from '@common/evidence.ts';
import { useQuery } from '@tanstack/react-query';
import type { components } from '../api/schema.d.ts';
import { request, requestUpload } from '../providers/httpClient.ts';

export type Evidence = components['schemas']['EvidenceDto'];

export interface NewEvidence {
  title: string;
  marking: Marking;
  isPublished: boolean;
}

const pathOf = (updateId: string, ...rest: string[]): string =>
  [`/updates/${updateId}/evidence`, ...rest].join('/');

/** As the content of a text has it that is published with it. */
export function asPublished({ title, href, file }: Evidence): PublishedEvidence {
  if (!file) return { title, href: href! };
  const { sha256, name, mediaType, bytes } = file;
  return { title, file: sha256, name, mediaType: mediaType as FileMediaType, bytes };
}

/** Where a file is saved from. */
export const fileHref = (updateId: string, id: string): string =>
  `/api${pathOf(updateId, id, 'file')}`;

/** The list as the reader may see it; asked again when anything was done. */
export const useEvidence = (updateId: string) =>
  useQuery({
    queryKey: ['evidence', updateId],
    queryFn: () => request<{ data: Evidence[] }>(pathOf(updateId)).then(({ data }) => data),
    // A file that is being scanned is asked about until that is done.
    refetchInterval: ({ state }) =>
      state.data?.some(({ file }) => file?.scanState === 'waiting') ? 3000 : false,
  });

export const evidenceApi = {
  addLink: (updateId: string, link: NewEvidence & { href: string }) =>
    request<{ id: string }>(pathOf(updateId, 'links'), { method: 'POST', body: link }),
  change: (updateId: string, id: string, change: Partial<NewEvidence>) =>
    request<{ id: string }>(pathOf(updateId, id), { method: 'PATCH', body: change }),
  remove: (updateId: string, id: string) =>
    request<void>(pathOf(updateId, id), { method: 'DELETE' }),
  restore: (updateId: string, id: string) =>
    request<void>(pathOf(updateId, id, 'restore'), { method: 'POST' }),
  /** A place for the file, then its bytes. What is given up, or refused, leaves no place behind. */
  addFile: async (
    updateId: string,
    given: NewEvidence,
    file: File,
    sending: { signal: AbortSignal; onProgress: (share: number) => void },
  ): Promise<void> => {
    const body = { ...given, name: file.name };
    const { id } = await request<{ id: string }>(pathOf(updateId, 'files'), {
      method: 'POST',
      body,
      signal: sending.signal,
    });
    try {
      await requestUpload(pathOf(updateId, id, 'file'), file, sending);
    } catch (error) {
      await evidenceApi.remove(updateId, id).catch(() => undefined);
      throw error;
    }
  },
};
