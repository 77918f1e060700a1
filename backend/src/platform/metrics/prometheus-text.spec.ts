import { gauge, prometheusText } from './prometheus-text.js';

describe('the text of the metrics', () => {
  it('names, explains and types each measure once, before its samples', () => {
    const jobs = {
      ...{ name: 'jobs', help: 'Jobs.', kind: 'counter' as const },
      samples: [
        { labels: { queue: 'events', state: 'failed' }, value: 2 },
        { labels: { queue: 'sweeps', state: 'failed' }, value: 0.5 },
      ],
    };
    expect(prometheusText([gauge('up', 'Whether it is.', 1), jobs])).toBe(
      [
        '# HELP up Whether it is.\n# TYPE up gauge\nup 1\n',
        '# HELP jobs Jobs.\n# TYPE jobs counter\n',
        'jobs{queue="events",state="failed"} 2\njobs{queue="sweeps",state="failed"} 0.5\n',
      ].join(''),
    );
  });

  it('keeps a label and an explanation on their line', () => {
    const samples = [{ labels: { why: 'a "b"\\c\nd' }, value: 1 }];
    const text = prometheusText([{ name: 'x', help: 'a\\b\nc', kind: 'gauge', samples }]);
    expect(text).toBe('# HELP x a\\\\b\\nc\n# TYPE x gauge\nx{why="a \\"b\\"\\\\c\\nd"} 1\n');
  });

  it('says nothing where nothing is measured', () => {
    expect(prometheusText([])).toBe('');
  });
});
