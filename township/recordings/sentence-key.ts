// What a recording is found by: the first 96 bits of the SHA-256 of what it says; the page's side is speakers.ts.
import { createHash } from 'node:crypto'

export const sentenceKey = (spoken: string): string =>
  createHash('sha256').update(spoken).digest('hex').slice(0, 24)
