import fc from 'fast-check';
import { FILE_NAME_MAX_LENGTH } from '../../common/evidence.js';
import { attachment } from '../../platform/http/send-attachment.js';
import { shownFileName } from './file-name.js';

describe('the name of a file', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['Report final.docx', 'Report final.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\someone\\Rapport été.PDF', 'Rapport été.pdf'],
    ['annexe\u202efdp.exe', 'annexefdp.pdf'],
    ['a\u0000b\r\nSet-Cookie: x=1.pdf', 'abSet-Cookie_ x=1.pdf'],
    ['Rapport e\u0301te\u0301.pdf', 'Rapport été.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['...', 'file.pdf'],
    ['', 'file.pdf'],
    ['figures 2021.22.pdf', 'figures 2021.22.pdf'],
  ])('is its last part, seen and safe: %j', (sent, shown) => {
    expect(shownFileName(sent, 'application/pdf')).toBe(shown);
  });

  it('is never a path, never longer than it may be, and stays the same when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (sent) => {
        const name = shownFileName(sent, 'image/png');
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
        expect([...name].length).toBeLessThanOrEqual(FILE_NAME_MAX_LENGTH);
        expect(shownFileName(name, 'image/png')).toBe(name);
      }),
      { numRuns: 300 },
    );
  });

  it('goes into a header whatever it is', () => {
    expect(attachment('Été “1”.pdf')).toBe(
      `attachment; filename="_t_ _1_.pdf"; filename*=UTF-8''%C3%89t%C3%A9%20%E2%80%9C1%E2%80%9D.pdf`,
    );
    expect(attachment("o'neill (1).pdf")).toContain("filename*=UTF-8''o%27neill%20%281%29.pdf");
  });
});
