import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: {
      // Prettier's own way to write what has no end.
      'void-style': 'off',
      // Texts are set as they are printed, with whatever spaces they have.
      'no-trailing-whitespace': 'off',
    },
  }),
);

/** What is wrong with a page by the HTML standard and the rules of accessible markup. */
export async function invalidIn(page: string): Promise<string[]> {
  const { results } = await validator.validateString(page);
  return results.flatMap(({ messages }) =>
    messages.map(
      ({ ruleId, message, line, selector }) => `${line}: ${ruleId}: ${message} (${selector ?? ''})`,
    ),
  );
}
