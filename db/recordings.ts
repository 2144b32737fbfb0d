// Recordings of sentences: found by the key of what they say.
import type { Reader } from './reader.ts'

export function recordings(
  reader: Reader,
  sentences: readonly string[],
): { total: number; sounds: Record<string, string> } {
  const db = reader.content?.db
  if (!db) return { total: 0, sounds: {} }
  const { total } = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM recording').get() ?? {
    total: 0,
  }
  const find = db.prepare<[string], { sha256: string }>('SELECT sha256 FROM recording WHERE sentence = ?')
  const sounds: Record<string, string> = {}
  for (const sentence of sentences) {
    const found = find.get(sentence)
    if (found) sounds[sentence] = found.sha256
  }
  return { total, sounds }
}
