import { Box } from '@mui/material';
import type { Signing } from '../api/types.ts';
import { RichTextView } from '../components/RichTextView.tsx';

/** What a correction changes beside the rows, and what was printed before. */
export function CorrectedWords({ signing }: { signing: Signing }) {
  const { correctedWords: words, isSummary } = signing;
  if (!words) return null;
  const { titleBefore, introductionBefore, chapters = [] } = words;
  const hadIntroduction = (introductionBefore?.content?.length ?? 0) > 0;
  return (
    <>
      <Box component="p" sx={{ mt: 1, mb: 0.5 }}>
        Beside the rows it changes:
      </Box>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {titleBefore && (
          <li>
            the title, now “{signing.title}”, before “{titleBefore}”
          </li>
        )}
        {chapters.map(({ from, to }) => (
          <li key={from}>
            the {isSummary ? 'theme' : 'chapter'} “{to}”, before “{from}”
          </li>
        ))}
        {introductionBefore && (
          <li>
            the introduction
            {!signing.introduction && ', of which none is printed any more'}
            {hadIntroduction ? ', which was:' : ', of which there was none'}
          </li>
        )}
      </Box>
      {introductionBefore && hadIntroduction && <RichTextView document={introductionBefore} />}
    </>
  );
}
