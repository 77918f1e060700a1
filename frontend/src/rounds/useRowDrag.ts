import { useEffect, useRef, useState, type PointerEvent } from 'react';

export interface DropPlace {
  id: string;
  side: 'before' | 'after';
}

/** What a row's handle listens to. */
export interface RowHandle {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
}

const EDGE = 80;
const STEP = 14;

/**
 * Dragging a row by its handle with mouse, pen or finger: shows where it would go, scrolls at the
 * edges, and lets go of everything on Escape. The keyboard has its own way, on the same handle.
 */
export function useRowDrag(onDrop: (id: string, place: DropPlace) => void) {
  const [drag, setDrag] = useState<{ id: string; place?: DropPlace }>();
  const pointerY = useRef(0);
  const latest = useRef(drag);
  latest.current = drag;

  const locate = () => {
    const target = [...document.querySelectorAll<HTMLElement>('[data-row-id]')].find((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return pointerY.current >= top && pointerY.current <= bottom;
    });
    const id = target?.dataset.rowId;
    if (!target || !id) return;
    const { top, height } = target.getBoundingClientRect();
    const side = pointerY.current < top + height / 2 ? 'before' : 'after';
    setDrag((now) => now && { ...now, place: { id, side } });
  };

  const isDragging = drag !== undefined;
  useEffect(() => {
    if (!isDragging) return undefined;
    const cancel = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      setDrag(undefined);
    };
    const timer = setInterval(() => {
      const y = pointerY.current;
      const by = y < EDGE ? -STEP : y > window.innerHeight - EDGE ? STEP : 0;
      if (by === 0) return;
      window.scrollBy(0, by);
      locate();
    }, 16);
    window.addEventListener('keydown', cancel);
    return () => {
      clearInterval(timer);
      window.removeEventListener('keydown', cancel);
    };
  }, [isDragging]);

  const handle = (id: string): RowHandle => ({
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pointerY.current = event.clientY;
      setDrag({ id });
    },
    onPointerMove: (event) => {
      if (!latest.current) return;
      pointerY.current = event.clientY;
      locate();
    },
    onPointerUp: () => {
      const { id: dragged, place } = latest.current ?? {};
      setDrag(undefined);
      if (dragged && place && place.id !== dragged) onDrop(dragged, place);
    },
    onPointerCancel: () => setDrag(undefined),
  });

  return { drag, handle };
}
