// A language half as long again: Chinese words of our own made longer, to see what a screen does with them (ux.md H11).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Kiosk } from '../harness.ts'
import { root } from '../places.ts'

const chinese = join(root, 'assets', 'locales', 'zh-CN', 'ui.json')
const { home } = z
  .object({ home: z.object({ start: z.string() }) })
  .parse(JSON.parse(readFileSync(chinese, 'utf8')))

/** So much longer than Chinese are the languages of our neighbours, at least. */
const share = 0.6

/** `第{{page}}页` becomes `第{{page}}页第页`; what stands between braces is no word of ours. */
export function longer(words: string): string {
  const own = words.replaceAll(/\{\{.*?\}\}|\$t\(.*?\)/g, '').replaceAll(/[^\u4e00-\u9fff]/g, '')
  if (own === '') return words
  const [, body = '', end = ''] = /^(.*?)([\s。,:;!?、)]*)$/s.exec(words) ?? []
  return `${body}${own.slice(0, Math.ceil(own.length * share))}${end}`
}

/** The name of a window outlives its page, and nothing but a test can give it one. */
const name = 'longer words'

/** From now on the page can be told to speak them. */
export const learnLonger = (kiosk: Kiosk): Promise<unknown> =>
  kiosk.page.addInitScript(`{
    const share = ${share}
    if (window.name === ${JSON.stringify(name)}) window.rewordForTests = ${longer.toString()}
  }`)

/** Begins the page anew, in longer words or in its own: whatever the walk before has left is gone. */
export async function beginAnew(kiosk: Kiosk, of: { longer: boolean }): Promise<void> {
  await kiosk.page.evaluate(`window.name = ${JSON.stringify(of.longer ? name : '')}`)
  await kiosk.page.reload()
  await kiosk.sees(of.longer ? longer(home.start) : home.start)
}
