import { announcement } from './announcement.js';

const started = { address: 'http://localhost:3000', milliseconds: 1234, hasPeople: true };

describe('what a start tells', () => {
  it('is where to go and, of the demonstration, who can sign in', () => {
    const told = announcement({
      ...started,
      demonstration: {
        password: 'a password',
        accounts: [
          { name: 'An owner', email: 'o@example.org' },
          { name: 'A lead', email: 'lead@example.org' },
        ],
      },
      dataFolder: '/data',
    });
    expect(told).toContain('ready (1.2 s)');
    expect(told).toContain('http://localhost:3000/app');
    expect(told).toContain('a password');
    expect(told).toContain('  o@example.org     An owner\n  lead@example.org  A lead');
    expect(told).toContain('Data: /data.');
    expect(told).not.toContain('npm run account');
  });

  it('is how to make the first administrator, where nobody can sign in', () => {
    expect(announcement({ ...started, hasPeople: false })).toContain('npm run account -- EMAIL');
    expect(announcement(started)).not.toContain('npm run account');
  });

  it('is that browsers refuse the port, where they do', () => {
    const told = announcement({ ...started, address: 'http://localhost:4190' });
    expect(told).toContain('Browsers refuse port 4190');
    expect(announcement(started)).not.toContain('Browsers');
  });
});
