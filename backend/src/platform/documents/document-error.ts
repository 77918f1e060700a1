/** Why a document could not be made: its fonts are missing, its template failed, or the standard refused it. */
export type DocumentErrorCode = 'fonts_missing' | 'template_failed' | 'export_failed';

/**
 * A document could not be made. Nothing was written; the cause lies in the installation or the
 * template, never in a reader's request, so callers record it and alarm instead of answering 4xx.
 */
export class DocumentError extends Error {
  constructor(
    readonly code: DocumentErrorCode,
    message: string,
    /** What the compiler said, one line per finding, for the log. */
    readonly diagnostics: string[] = [],
    options?: ErrorOptions,
  ) {
    super(diagnostics.length > 0 ? `${message}: ${diagnostics.join('; ')}` : message, options);
    this.name = 'DocumentError';
  }
}
