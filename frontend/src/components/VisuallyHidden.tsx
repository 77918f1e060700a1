import { styled } from '@mui/material/styles';
import type { ComponentProps } from 'react';

/** No part of the text that it stands in. */
const Span = (props: ComponentProps<'span'>) => <span data-no-text="" {...props} />;

/** Read aloud, not shown. */
export const VisuallyHidden = styled(Span)({
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  padding: 0,
  border: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
});
