import { useReviewKeys } from './useReviewKeys.ts';

interface QueueActs {
  /** The row in which the focus is. */
  x: (id: string) => void;
  a: () => unknown;
  help: () => void;
}

/** The mark of a row's link in a queue: keys move the focus from one to the next. */
export const rowMark = (id: string) => ({ 'data-queue-row': id });

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-queue-row]')];

/** The row that holds the focus, wherever in it that is; -1 when none does. */
const indexOfFocus = (): number => {
  const line = document.activeElement?.closest('tr, li');
  return rows().findIndex((row) => line?.contains(row));
};

/** Keys in a queue: the focus goes from row to row, and the row that has it is opened or chosen. */
export function useQueueKeys({ x, a, help }: QueueActs): void {
  const move = (by: 1 | -1) => {
    const all = rows();
    const index = indexOfFocus();
    const target = index < 0 ? 0 : Math.min(all.length - 1, Math.max(0, index + by));
    all[target]?.focus();
  };
  useReviewKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => {
      const id = rows()[indexOfFocus()]?.dataset['queueRow'];
      if (id) x(id);
    },
    a,
    '?': help,
  });
}
