import { Box, Link, Stack, Typography } from '@mui/material';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link as RouterLink, useLocation } from 'react-router';

let isFirstPage = true;

interface PageProps {
  title: string;
  /** A line above the title that leads back to where this page belongs. */
  back?: { to: string; label: string };
  /** One or two sentences under the title. */
  intro?: ReactNode;
  /** Chips and buttons to the right of the title. */
  aside?: ReactNode;
  children: ReactNode;
  /** Narrow for forms and texts, wide for tables and the three-column pages. */
  width?: 'text' | 'wide';
}

/** Every screen: its title in the browser's tab and in an h1, which takes the focus on arrival. */
export function Page({ title, back, intro, aside, children, width = 'wide' }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = `${title} – Quarterdeck`;
  }, [title]);
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, [pathname]);
  return (
    <Box sx={{ maxWidth: width === 'text' ? 760 : 1680, minWidth: 0 }}>
      <Box component="header" sx={{ mb: 2.5 }}>
        {back && (
          <Link component={RouterLink} to={back.to} sx={{ display: 'inline-block', mb: 0.5 }}>
            ← {back.label}
          </Link>
        )}
        <Stack
          direction="row"
          sx={{ gap: 2, flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between' }}
        >
          <Typography variant="h1" ref={heading} tabIndex={-1} sx={{ minWidth: 0 }}>
            {title}
          </Typography>
          {aside && (
            <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
              {aside}
            </Stack>
          )}
        </Stack>
        {intro && (
          <Typography sx={{ color: 'text.secondary', mt: 0.75, maxWidth: '95ch' }}>
            {intro}
          </Typography>
        )}
      </Box>
      {children}
    </Box>
  );
}

/** A part of a page under its own heading. */
export function Section({
  title,
  aside,
  children,
  id,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
  id?: string;
}) {
  return (
    <Box component="section" id={id} sx={{ mb: 4 }}>
      <Stack
        direction="row"
        sx={{
          gap: 2,
          mb: 1.25,
          flexWrap: 'wrap',
          alignItems: 'center',
          justifyContent: 'space-between',
        }}
      >
        <Typography variant="h2">{title}</Typography>
        {aside}
      </Stack>
      {children}
    </Box>
  );
}
