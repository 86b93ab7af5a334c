import { useCallback, useEffect, useState } from 'preact/hooks';

/** Makes a call now, whenever what it depends on changes, and when asked to. What it gave before stays when it fails. */
export function useCall<T>(call: () => Promise<T>, inputs: readonly unknown[]): { value: T | null; problem: string; again(): void } {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState('');
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    call().then(
      (got) => {
        if (!isCurrent) return;
        setValue(got);
        setProblem('');
      },
      (error: Error) => isCurrent && setProblem(error.message),
    );
    return () => {
      isCurrent = false;
    };
  }, [...inputs, turn]);
  return { value, problem, again: useCallback(() => setTurn((n) => n + 1), []) };
}
