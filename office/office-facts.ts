// Facts that page and machine share and that need no program to hold them: the steps, and how a name and a day are written.

export const stepIds = ['folder', 'sheets', 'questions', 'pages', 'review', 'sign', 'stick'] as const
export type StepId = (typeof stepIds)[number]

/** As in the pack's manifest: letters of any script, no digit. */
export const personNamePattern = /^\p{L}[\p{L}·. ]{0,18}\p{L}$/u
export const isoDatePattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** Faults that an answer to the question beside them puts right: nobody has to open the sheet for them. */
export const answerableFaults: readonly string[] = ['unknown-village', 'no-period', 'personal-in-picture']

/** As the reader has it (township/accept.ts): no reason makes these right, so none is asked for. */
export const neverAccepted: readonly string[] = [
  'unknown-village',
  'no-period',
  'missing-value',
  'missing-column',
  'not-for-disclosure',
  'same-item-twice',
  'personal-in-column',
  'personal-in-document',
  'personal-in-picture',
  'document-refused',
  'bad-answer',
  'stale-answer',
]

/** As answers.json holds them. */
export const moneyUnits = ['元', '万元'] as const
