import { FIGURE_HEADS, figureCells, type Figure } from '@common/figures.ts';
import { Box, Typography } from '@mui/material';

/** In a narrow column each figure is a list of what stands in its cells. */
const NARROW = {
  '&, & tbody, & tr, & th, & td': { display: 'block' },
  '& thead': { display: 'none' },
  '& tr': { py: 0.5, borderBottom: '1px solid', borderColor: 'divider' },
  '& tbody th, & td': { border: 0, p: 0 },
  '& td::before': { content: 'attr(data-head) ": "', color: 'text.secondary' },
  '& td:empty': { display: 'none' },
};

/** The figures of a text as the edition prints them. */
export const FiguresTable = ({ figures }: { figures: readonly Figure[] }) => (
  <Box sx={{ containerType: 'inline-size', my: 0.5 }}>
    <Box
      component="table"
      sx={{
        borderCollapse: 'collapse',
        width: '100%',
        fontSize: '0.9375rem',
        fontVariantNumeric: 'tabular-nums',
        '& th, & td': {
          textAlign: 'start',
          verticalAlign: 'top',
          py: 0.5,
          pr: 1.5,
          borderBottom: '1px solid',
          borderColor: 'divider',
        },
        '& tbody th': { fontWeight: 600 },
        '@container (max-width: 30rem)': NARROW,
      }}
    >
      <thead>
        <tr>
          {FIGURE_HEADS.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.map((figure, index) => (
          <FigureRow key={index} figure={figure} />
        ))}
      </tbody>
    </Box>
  </Box>
);

function FigureRow({ figure }: { figure: Figure }) {
  const { cells, note } = figureCells(figure);
  const [measure, period, value, source] = cells;
  return (
    <tr>
      <th scope="row">{measure}</th>
      <td data-head="Period">{period}</td>
      <td data-head="Value">
        {value}
        {note && (
          <Typography variant="body2" component="span" sx={{ display: 'block' }}>
            {note}
          </Typography>
        )}
      </td>
      <td data-head="Source">{source}</td>
    </tr>
  );
}
