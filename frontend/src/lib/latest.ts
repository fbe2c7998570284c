// What is asked of the server again and again: only the last counts, and a failure is seen.

import { Refusal } from "./api";
import { complain } from "./dom";

/** One question at a time: a new one aborts the one before, whose answer and failure are dropped. */
export class Latest {
  private asked: AbortController | null = null;

  /**
   * Do the work with a signal that a later turn aborts; what fails is shown on the page. Resolves
   * to whether no later turn came.
   */
  async run(work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    this.asked?.abort();
    const mine = new AbortController();
    this.asked = mine;
    try {
      await work(mine.signal);
    } catch (error) {
      if (!mine.signal.aborted) complain(explain(error));
    }
    return !mine.signal.aborted;
  }

  /** Drop what is under way. */
  stop(): void {
    this.asked?.abort();
  }
}

/** Why what is shown is not what was asked for. */
export function explain(error: unknown): string {
  if (error instanceof Refusal) return `${error.message} What is shown is as it was before.`;
  // Whatever else is wrong is told to whoever looks for it.
  if (!(error instanceof TypeError)) console.warn(error);
  return "The server does not answer: what is shown is as it was before.";
}
