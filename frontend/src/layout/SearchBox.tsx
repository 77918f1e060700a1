import SearchIcon from '@mui/icons-material/Search';
import { Box, InputAdornment, TextField } from '@mui/material';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';

/** Searches the register; each commitment shows what every edition said of it. */
export function SearchBox() {
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  const search = (event: FormEvent) => {
    event.preventDefault();
    const q = words.trim();
    if (q) void navigate(`/commitments?filter=${encodeURIComponent(JSON.stringify({ q }))}`);
  };
  return (
    <Box component="form" role="search" onSubmit={search} sx={{ width: { xs: '100%', md: 380 } }}>
      <TextField
        fullWidth
        type="search"
        placeholder="Search the commitments"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        slotProps={{
          htmlInput: { 'aria-label': 'Search the commitments' },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon aria-hidden />
              </InputAdornment>
            ),
          },
        }}
      />
    </Box>
  );
}
