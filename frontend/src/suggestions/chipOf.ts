/** The number of a change in the text, where it is marked. */
export const chipOf = (root: HTMLElement | undefined, key: string): HTMLElement | null =>
  root?.querySelector<HTMLElement>(`[data-suggestion="${key}"]`) ?? null;
