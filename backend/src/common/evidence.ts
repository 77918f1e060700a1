/** How carefully a piece of evidence is handled. What is sensitive is never published. */
export const MARKINGS = ['official', 'official_sensitive'] as const;
export type Marking = (typeof MARKINGS)[number];

export const MARKING_WORDS: Record<Marking, string> = {
  official: 'OFFICIAL',
  official_sensitive: 'OFFICIAL-SENSITIVE',
};

/** The longest title of a piece of evidence: one line. */
export const EVIDENCE_TITLE_MAX_LENGTH = 200;
/** The longest name of a file that is kept, in characters. */
export const FILE_NAME_MAX_LENGTH = 120;
/** The largest file: 20 MB. */
export const FILE_MAX_BYTES = 20 * 1000 * 1000;
/** The most pieces of evidence that one update has at a time. */
export const EVIDENCE_MAX_COUNT = 20;

/** Every kind of file that is taken, by what it holds: the word for it and the end of its name. */
export const FILE_KINDS = {
  'application/pdf': { word: 'PDF', extension: 'pdf' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    word: 'Word',
    extension: 'docx',
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    word: 'Excel',
    extension: 'xlsx',
  },
  'image/png': { word: 'PNG image', extension: 'png' },
  'image/jpeg': { word: 'JPEG image', extension: 'jpg' },
  'image/gif': { word: 'GIF image', extension: 'gif' },
  'image/webp': { word: 'WebP image', extension: 'webp' },
} as const;
export type FileMediaType = keyof typeof FILE_KINDS;

export const FILE_KINDS_IN_WORDS = 'PDF, Word (.docx), Excel (.xlsx), PNG, JPEG, GIF or WebP';

/** A link that is printed with an update. */
export interface PublishedLink {
  title: string;
  href: string;
}

/** A file that is published with an update, under the hash of its bytes. */
export interface PublishedFile {
  title: string;
  file: string;
  name: string;
  mediaType: FileMediaType;
  bytes: number;
}

export type PublishedEvidence = PublishedLink | PublishedFile;

export const isPublishedFile = (item: PublishedEvidence): item is PublishedFile => 'file' in item;

/** Whether a reader gets the same: the same title of the same address, or of the same bytes and name. */
export const isSameEvidence = (one: PublishedEvidence, other: PublishedEvidence): boolean =>
  one.title === other.title &&
  (isPublishedFile(one)
    ? isPublishedFile(other) && one.file === other.file && one.name === other.name
    : !isPublishedFile(other) && one.href === other.href);

/** “120 kB”, “1.4 MB”: as people say it, in steps of a thousand. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1).replace(/\.0$/, '')} MB`;
}

/** “PDF, 120 kB” of a file, the site’s name of a link: what stands behind a title. */
export function evidenceNote(item: PublishedEvidence): string {
  if (isPublishedFile(item))
    return `${FILE_KINDS[item.mediaType].word}, ${sizeInWords(item.bytes)}`;
  return URL.canParse(item.href) ? new URL(item.href).hostname : 'link';
}

/**
 * Whether two addresses open the same: http or https, large or small letters of the site and a last slash
 * make no difference. Another part of a page (`#page=5`) is another place, and so is another query.
 */
export const isSameAddress = (one: string, other: string): boolean =>
  placeOf(one) === placeOf(other);

function placeOf(href: string): string {
  // A redacted address is none any more.
  if (!URL.canParse(href)) return href;
  const { host, pathname, search, hash } = new URL(href);
  const path = pathname.replace(/%[\da-f]{2}/gi, (code) => code.toUpperCase()).replace(/\/+$/, '');
  return `${host}${path}${search}${hash}`;
}

/** Where a published file is read: the hash says which bytes, the name is for the reader. */
export const evidenceHref = (slug: string, item: PublishedFile): string =>
  `/editions/${slug}/evidence/${item.file}/${encodeURIComponent(item.name)}`;

/** Where a piece of evidence is read from outside: a link's own address, or a file's from the edition's. */
export const evidenceAddress = (item: PublishedEvidence, slug: string, edition: string): string =>
  isPublishedFile(item) ? new URL(evidenceHref(slug, item), edition).href : item.href;
