import { DocumentError } from './document-error.js';
import { printableText, unprintableCharacters } from './printable.js';
import { compileTypst } from './typst.js';

const HEAD = `#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: datetime(year: 2022, month: 6, day: 10))
#set text(font: "Source Sans 3", fallback: false)
`;

function errorOf(run: () => unknown): DocumentError {
  try {
    run();
  } catch (error) {
    if (error instanceof DocumentError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('compiling a template', () => {
  it('names what is wrong with a template', () => {
    const error = errorOf(() => compileTypst(`${HEAD}#nothing`, { title: 'T' }));

    expect(error.code).toBe('template_failed');
    expect(error.message).toContain('unknown variable: nothing');
  });

  it('names what the accessibility standard refuses', () => {
    const error = errorOf(() => compileTypst(`${HEAD}= One\n=== Three`, { title: 'T' }));

    expect(error.code).toBe('export_failed');
    expect(error.message).toContain('skipped from heading level 1 to 3');
  });

  it('works again after a failure', () => {
    errorOf(() => compileTypst('#nothing', {}));

    expect(compileTypst(`${HEAD}= One`, { title: 'T' }).length).toBeGreaterThan(1000);
  });
});

describe('printable text', () => {
  it('leaves what the font has, accents, currency and typographic marks among it', () => {
    const text = 'Łódź, naïve, Ørsted: £5 – “½” → ✓ … Ελληνικά, Кириллица\n\tdone';

    expect(printableText(text)).toBe(text);
    expect(unprintableCharacters(text)).toEqual([]);
  });

  it('shows by its code what the font lacks', () => {
    expect(printableText('a \u{1F600} b \u6f22')).toBe('a [U+1F600] b [U+6F22]');
    expect(unprintableCharacters('\u6f22 \u{1F600} \u6f22')).toEqual(['\u6f22', '\u{1F600}']);
  });

  it('drops invisible controls and turns line separators into newlines', () => {
    expect(printableText('a\u0000b\u202ec\ufeffd\u2028e\r\nf')).toBe('abcd\ne\nf');
  });
});
