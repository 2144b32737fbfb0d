// Beside the page, so that ink follows the finger while characters are compared: reads the known shapes once, then answers.
import type { Stroke } from './ink.ts'
import { readShapes, shapeMatcher, type Matcher } from './matcher.ts'

export type Asked = { kind: 'read'; address: string } | { kind: 'rank'; at: number; strokes: Stroke[] }
export type Told = { kind: 'unread' } | { kind: 'ranked'; at: number; characters: string[] }

/** As many as are offered. */
const most = 10

let matcher: Promise<Matcher | null> = Promise.resolve(null)

const tell = (told: Told) => postMessage(told)

async function read(address: string): Promise<Matcher | null> {
  try {
    const file = await fetch(address)
    return shapeMatcher(readShapes(new Uint8Array(await file.arrayBuffer())))
  } catch {
    tell({ kind: 'unread' })
    return null
  }
}

addEventListener('message', ({ data: asked }: MessageEvent<Asked>) => {
  if (asked.kind === 'read') {
    matcher = read(asked.address)
    return
  }
  void matcher.then((found) => {
    if (found) tell({ kind: 'ranked', at: asked.at, characters: found.rank(asked.strokes, most) })
  })
})
