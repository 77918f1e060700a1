/** One figure, or one per combination of labels, as Prometheus reads it. */
export interface Measure {
  /** In full, with its unit last: quarterdeck_outbox_oldest_seconds. */
  name: string;
  help: string;
  /** A counter only ever grows while the process lives; everything else is a gauge. */
  kind: 'gauge' | 'counter';
  samples: readonly { labels?: Readonly<Record<string, string>>; value: number }[];
}

/** A figure that goes up and down, without labels. */
export const gauge = (name: string, help: string, value: number): Measure => ({
  ...{ name, help, kind: 'gauge' },
  samples: [{ value }],
});

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

const labelsOf = (labels: Readonly<Record<string, string>> = {}): string => {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`,
  );
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
};

/** Measures in Prometheus' text form, version 0.0.4. */
export const prometheusText = (measures: readonly Measure[]): string =>
  measures
    .flatMap(({ name, help, kind, samples }) => [
      `# HELP ${name} ${escaped(help)}`,
      `# TYPE ${name} ${kind}`,
      ...samples.map(({ labels, value }) => `${name}${labelsOf(labels)} ${value}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
