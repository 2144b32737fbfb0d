// The kinds of things a member of the staff is told about this machine; nothing here touches a disk.

/**
 * Conditions last until they are over; events, which have a line in the journal, until somebody says that he has seen
 * them. Words for each kind, and what to do, are in the locale.
 */
export const noticeKinds = [
  // Conditions.
  'content-fell-back',
  'content-not-rebuilt',
  'content-damaged',
  'content-newer',
  'content-older',
  'state-unusable',
  'state-newer',
  'read-only',
  'disk-low',
  'disk-very-low',
  'journal-broken',
  'no-keys',
  'clock-doubtful',
  // Events.
  'state-restored',
  'state-rebuilt',
  'content-rebuilt',
  'generation-lost',
  'keys-changed',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

export type Notice = {
  kind: NoticeKind
  /** `bad`: villagers miss something or soon will; `look`: a person should look; `good`: it mended itself. */
  level: 'bad' | 'look' | 'good'
  /** When it was noted, as the clock of then said; null for what simply is. */
  at: string | null
  /** The journal's line; null for a condition. */
  line: number | null
  facts: Readonly<Record<string, string | number | boolean | null>>
}
