import { Box, ButtonBase, Paper, Typography } from '@mui/material';
import type { Demonstration } from '../api/types.ts';

interface DemonstrationAccountsProps {
  demonstration: Demonstration;
  onChoose: (account: { email: string }) => void;
}

/** Only in the demonstration: its people, each one click from the form. */
export function DemonstrationAccounts({ demonstration, onChoose }: DemonstrationAccountsProps) {
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-labelledby="demonstration"
      sx={{ p: 3, borderStyle: 'dashed' }}
    >
      <Typography variant="h2" id="demonstration">
        This is a demonstration
      </Typography>
      <Typography variant="body2" sx={{ mt: 0.5, mb: 1.5, color: 'text.secondary' }}>
        Choose a person to fill in the form. All share the password{' '}
        <code>{demonstration.password}</code>. The people are made up; nothing here is published.
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {demonstration.accounts?.map((account) => (
          <li key={account.email}>
            <ButtonBase
              onClick={() => onChoose(account)}
              sx={{
                width: '100%',
                px: 1,
                py: 0.75,
                borderRadius: 1,
                justifyContent: 'space-between',
                gap: 2,
                textAlign: 'left',
                fontSize: '1rem',
                fontFamily: 'inherit',
                '&:hover': { backgroundColor: 'action.hover' },
              }}
            >
              <Box component="span" sx={{ color: 'primary.main', textDecoration: 'underline' }}>
                {account.name}
              </Box>
              <Box component="span" sx={{ color: 'text.secondary', textAlign: 'right' }}>
                {account.role}
              </Box>
            </ButtonBase>
          </li>
        ))}
      </Box>
    </Paper>
  );
}
