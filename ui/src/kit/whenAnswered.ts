import { useEffect, useRef } from "react";

/** Enter, pressed by somebody who types faster than what they typed is answered: it does what it would do a moment later, and
 *  nothing with what still stands there of an earlier word. */
export function useWhenAnswered(
  answered: boolean,
  run: () => void,
): { press: () => void; forget: () => void } {
  const pressed = useRef(false);
  useEffect(() => {
    if (!pressed.current || !answered) return;
    pressed.current = false;
    run();
  });
  return {
    press: () => {
      if (answered) run();
      else pressed.current = true;
    },
    /** When something else is typed. */
    forget: () => {
      pressed.current = false;
    },
  };
}
