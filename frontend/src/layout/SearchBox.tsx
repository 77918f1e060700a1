import SearchIcon from '@mui/icons-material/Search';
import { Box, InputAdornment, TextField } from '@mui/material';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';

/** Searches every commitment and every published row; the answers have a page of their own. */
export function SearchBox() {
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  const search = (event: FormEvent) => {
    event.preventDefault();
    const q = words.trim();
    if (q) void navigate(`/search?q=${encodeURIComponent(q)}`);
  };
  return (
    <Box component="form" role="search" onSubmit={search} sx={{ width: { xs: '100%', md: 380 } }}>
      <TextField
        fullWidth
        type="search"
        placeholder="Search commitments and editions"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        slotProps={{
          htmlInput: { 'aria-label': 'Search commitments and editions' },
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
