// Why a file could not be written onto a stick; the sentence for each is in assets/locales.

export type StickFault =
  | { kind: 'stick-full'; needed: number; free: number }
  | { kind: 'stick-read-only' }
  | { kind: 'stick-gone' }
  /** What was read back is not what was written: the stick is failing. */
  | { kind: 'reads-differently' }
  /** It holds a step for longer than anybody waits. */
  | { kind: 'silent' }
  | { kind: 'stick-fault'; code: string }
