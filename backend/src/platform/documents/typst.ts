import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import { fileURLToPath } from 'node:url';
import { DocumentError } from './document-error.js';
import { readFonts } from './fonts.js';
import { printableJson } from './printable.js';

let warmCompiler: NodeCompiler | undefined;

/**
 * Compiles a Typst template to a tagged PDF (PDF/UA-1). The data reaches the template as JSON in
 * `sys.inputs.data` and is never part of the markup, so what people wrote cannot become code.
 *
 * The same template and data give the same bytes on every machine: our fonts only (templates set
 * `fallback: false`), no clock (templates take the document's date from the data), no random ids.
 *
 * Works in this thread, and holds it: about 200 ms for 60 new rows. Whoever serves people asks
 * `renderApart`.
 */
export function compileTypst(template: string, data: unknown): Uint8Array {
  const compiler = (warmCompiler ??= createCompiler());
  try {
    const compiled = compiler.compile({
      mainFileContent: template,
      inputs: { data: JSON.stringify(printableJson(data)) },
    });
    const document = compiled.result;
    if (!document) {
      throw new DocumentError(
        'template_failed',
        'The template did not compile',
        describe(compiled.takeError()),
      );
    }
    return exportPdf(() => compiler.pdf(document, { pdfStandard: 'ua-1' }));
  } finally {
    // Results that ten later documents did not use are of no use to the next one.
    compiler.evictCache(10);
  }
}

function createCompiler(): NodeCompiler {
  return NodeCompiler.create({
    // Templates come as text and read no files; this folder only has to exist.
    workspace: fileURLToPath(new URL('.', import.meta.url)),
    fontArgs: [{ fontBlobs: readFonts() }],
  });
}

function exportPdf(run: () => Buffer): Uint8Array {
  try {
    return new Uint8Array(run());
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const diagnostics = [...message.matchAll(/message: "((?:[^"\\]|\\.)*)"/gu)].map((m) => m[1]!);
    throw new DocumentError(
      'export_failed',
      'The document does not meet PDF/UA-1',
      diagnostics.length > 0 ? diagnostics : [message],
      { cause },
    );
  }
}

function describe(error: NodeError | null): string[] {
  const diagnostics: unknown[] = error?.shortDiagnostics ?? [];
  return diagnostics.map((diagnostic) => {
    const isNamed =
      typeof diagnostic === 'object' && diagnostic !== null && 'message' in diagnostic;
    return isNamed ? String(diagnostic.message) : JSON.stringify(diagnostic);
  });
}
