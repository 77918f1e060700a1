import Mustache from 'mustache';
import type { Issue } from '../../common/problems.js';
import { hasForbiddenCharacter } from '../../common/rich-text/index.js';
import type { MessageKind } from './message.workflow.js';

/** The words around what a message lists. */
export interface Template {
  subject: string;
  opening: string;
  closing: string;
}

export const TEMPLATE_FIELDS = ['subject', 'opening', 'closing'] as const;

/** What a template may name, and what stands in its place. */
export const TEMPLATE_VARIABLES = {
  name: 'Who gets the message',
  service: 'The name of this service',
  summary: 'What is asked and by when, in one line',
  count: 'How many things it lists',
  date: 'The day it is sent',
} as const;
export type TemplateValues = Record<keyof typeof TEMPLATE_VARIABLES, string>;

export const USUAL_TEMPLATES: Readonly<Record<MessageKind, Template>> = {
  digest: {
    subject: '{{summary}}',
    opening: 'For {{name}}: what waits for you on {{date}}.',
    closing:
      'You get at most one message like this on a working day. You can choose its time under “Your account”.',
  },
  event: {
    subject: '{{summary}}',
    opening: 'For {{name}}: this has just happened.',
    closing: 'You are told of this at once, and not in the day’s message.',
  },
};

// What stands in a message is plain text; the HTML form escapes it where it is made.
const asItIs = (text: string): string => text;

/** The template's words with the values in their places. Pure. */
export const fillTemplate = (template: Template, values: TemplateValues): Template => {
  const fill = (words: string): string =>
    Mustache.render(words, values, undefined, { escape: asItIs });
  return {
    subject: fill(template.subject).replace(/\s+/g, ' ').trim(),
    opening: fill(template.opening).trim(),
    closing: fill(template.closing).trim(),
  };
};

/** What is wrong with a template, by field; none when every message can be made from it. Pure. */
export function templateIssues(template: Template): Issue[] {
  return TEMPLATE_FIELDS.flatMap((field) => {
    if (hasForbiddenCharacter(template[field])) {
      return [
        { field, code: 'control_character', message: 'It holds a character that cannot be sent.' },
      ];
    }
    const found = wrongIn(template[field]);
    if (found) return [{ field, code: 'template', message: found }];
    if (field === 'subject' && !isNamed('summary', template.subject)) {
      const message = 'The subject says what is asked and by when: it needs {{summary}}.';
      return [{ field, code: 'required', message }];
    }
    return [];
  });
}

type Token = readonly [kind: string, value: string, from: number, to: number, ...unknown[]];

const tokensOf = (words: string): readonly Token[] => Mustache.parse(words) as never;

const isNamed = (name: keyof TemplateValues, words: string): boolean =>
  tokensOf(words).some(([kind, value]) => kind === 'name' && value === name);

function wrongIn(words: string): string | undefined {
  let tokens: readonly Token[];
  try {
    tokens = tokensOf(words);
  } catch {
    return 'A variable is not closed: write it as {{name}}.';
  }
  for (const [kind, name, from, to] of tokens) {
    if (kind === 'text') continue;
    if (kind !== 'name') {
      return `“${words.slice(from, to)}” cannot be used: only variables like {{name}}.`;
    }
    if (!Object.hasOwn(TEMPLATE_VARIABLES, name)) {
      return `There is no variable “${name}”. There are: ${Object.keys(TEMPLATE_VARIABLES).join(', ')}.`;
    }
  }
  return undefined;
}
