import { describe, expect, it } from '@jest/globals';
import { fillTemplate, templateIssues, USUAL_TEMPLATES } from './templates.js';

const VALUES = {
  ...{ name: 'The owner', service: 'Updates', summary: '2 overdue', count: '2' },
  date: '9 May 2022',
};

describe('templates', () => {
  it('put values in their places as they are', () => {
    const { subject } = fillTemplate(
      { subject: '{{ summary }} for {{name}}', opening: '', closing: '' },
      { ...VALUES, name: 'A & B <c>' },
    );
    expect(subject).toBe('2 overdue for A & B <c>');
  });

  it('keep a subject on one line', () => {
    const { subject } = fillTemplate(
      { subject: 'One\r\nBcc: {{summary}}', opening: '', closing: '' },
      VALUES,
    );
    expect(subject).toBe('One Bcc: 2 overdue');
  });

  it.each([
    ['{{nmae}}', 'There is no variable “nmae”'],
    ['{{constructor}}', 'There is no variable “constructor”'],
    ['{{toString}}', 'There is no variable “toString”'],
    ['{{=<% %>=}}<%name%>', 'only variables like {{name}}'],
    ['{{#count}}many{{/count}}', '“{{#count}}” cannot be used: only variables like {{name}}'],
    ['{{{name}}}', '“{{{name}}}” cannot be used'],
    ['{{> partial}}', 'only variables like {{name}}'],
    ['Dear {{name', 'is not closed'],
    ['A\u0000B', 'cannot be sent'],
  ])('refuse %s, field by field', (opening, words) => {
    const issues = templateIssues({ subject: '{{summary}}', opening, closing: '' });
    expect(issues).toEqual([expect.objectContaining({ field: 'opening' })]);
    expect(issues[0]!.message).toContain(words);
  });

  it.each(['', 'To do', 'For {{name}}', 'The summary'])(
    'say in their subject what and by when: not in “%s”',
    (subject) => {
      expect(templateIssues({ subject, opening: '', closing: '' })).toMatchObject([
        { field: 'subject', code: 'required' },
      ]);
      const whole = { subject: `${subject} {{ summary }}`, opening: '', closing: '' };
      expect(templateIssues(whole)).toEqual([]);
    },
  );

  it('are right as delivered', () => {
    expect(Object.values(USUAL_TEMPLATES).flatMap(templateIssues)).toEqual([]);
  });
});
