import { useState } from 'react';
import { HttpError } from 'react-admin';
import type { MessageTemplate, MessageWords } from '../api/types.ts';
import { useVerb } from '../components/useVerb.ts';
import { problemOf } from '../providers/httpClient.ts';
import { useApi } from '../providers/useMe.ts';

export type Field = 'subject' | 'opening' | 'closing';
type Words = Record<Field, string>;

const wordsOf = ({ subject, opening, closing }: MessageTemplate): Words => ({
  ...{ subject, opening, closing },
});
const same = (one: Words, other: Words): boolean =>
  one.subject === other.subject && one.opening === other.opening && one.closing === other.closing;

/** The words of one kind of message, edited here and saved from the version that was seen. */
export function useTemplate(saved: MessageTemplate) {
  const api = useApi();
  const verb = useVerb();
  const [base, setBase] = useState(saved);
  const [words, setWords] = useState(() => wordsOf(saved));
  const [error, setError] = useState<unknown>();
  const { kind } = saved;
  const load = (template: MessageTemplate) => {
    setBase(template);
    setWords(wordsOf(template));
    setError(undefined);
  };
  const isDirty = !same(words, wordsOf(base));
  if (saved.version !== base.version && (!isDirty || same(words, wordsOf(saved)))) load(saved);
  const save = async () => {
    setError(undefined);
    const toSave = { kind, version: base.version, ...words };
    try {
      const answer = await verb.attempt(
        () => api.saveMessageTemplate(toSave),
        'The words are saved',
      );
      load(answer.templates.find((template) => template.kind === kind)!);
    } catch (refusal) {
      setError(ofKind(kind, refusal));
    }
  };
  return {
    ...{ words, error, isDirty, save },
    all: { kind, ...words } satisfies MessageWords,
    isOvertaken: saved.version !== base.version,
    restart: () => load(saved),
    /** Goes on with the words written here, knowing what was saved meanwhile. */
    keep: () => {
      setBase(saved);
      setError(undefined);
    },
    write: (field: Field, text: string) => setWords({ ...words, [field]: text }),
  };
}

/** Two forms stand on one page: each field is named with its kind, so that a link finds the right one. */
function ofKind(kind: string, refusal: unknown): unknown {
  const { issues, ...problem } = problemOf(refusal);
  if (!issues) return refusal;
  return new HttpError(problem.title, problem.status, {
    ...problem,
    issues: issues.map((issue) => ({ ...issue, field: `${kind}-${issue.field}` })),
  });
}
