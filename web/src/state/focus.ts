import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Where what has the focus goes away, the view gets it: else it would be lost, and a screen reader at the page's beginning. */
export function useHandingOnFocus(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { current } = element;
    return () => {
      if (current !== null && document.activeElement === current) document.querySelector('main')?.focus();
    };
  }, [element]);
}

/** The first field of a form that is wrong, which a screen reader then reads with what is wrong. */
export function focusFirstFault(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
