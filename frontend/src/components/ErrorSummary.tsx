import { Alert, AlertTitle, Box } from '@mui/material';
import { useEffect, useRef, type MouseEvent } from 'react';
import { detailOf, problemOf } from '../providers/httpClient.ts';

/** What was refused and why, on top of a form; takes the focus so that it is read at once. */
export function ErrorSummary({ error }: { error: unknown }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => void box.current?.focus(), [error]);
  if (!error) return null;
  const problem = problemOf(error);
  return (
    <Alert severity="error" ref={box} tabIndex={-1} sx={{ mb: 2 }}>
      <AlertTitle>{problem.title}</AlertTitle>
      {detailOf(problem)}
      {problem.issues && problem.issues.length > 0 && (
        <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5 }}>
          {problem.issues.map((issue) => (
            <li key={`${issue.field}-${issue.code}`}>
              <FieldLink field={issue.field}>{issue.message}</FieldLink>
            </li>
          ))}
        </Box>
      )}
    </Alert>
  );
}

function FieldLink({ field, children }: { field: string; children: string }) {
  const target = () => document.getElementById(`field-${field}`) ?? document.getElementById(field);
  // What is to be put right elsewhere has no field here.
  if (!target()) return children;
  const focus = (event: MouseEvent) => {
    event.preventDefault();
    target()?.focus();
  };
  return (
    <a href={`#${target()!.id}`} onClick={focus}>
      {children}
    </a>
  );
}

/** The message that belongs to one field, for the text beside it. */
export const fieldError = (error: unknown, field: string): string | undefined =>
  error ? problemOf(error).issues?.find((issue) => issue.field === field)?.message : undefined;
