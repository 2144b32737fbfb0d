// Reading lines aloud: in order, page by page, without names nobody asked for, and never stuck on a voice that hangs.
import { describe, expect, test } from 'vitest'
import {
  speechPlayer,
  watchdogMs,
  type Line,
  type Outcome,
  type PlayerState,
} from '../../../renderer/speech/player.ts'

function world(lines: Line[], pages: Record<string, number> = {}) {
  const said: string[] = []
  const turned: number[] = []
  const states: PlayerState[] = []
  const stops: string[] = []
  const rates: number[] = []
  const volumes: number[] = []
  let finish: (outcome: Outcome) => void = () => {}
  let timer: (() => void) | null = null
  let page = 0
  let broken = 0
  const player = speechPlayer({
    speaker(spoken, how, tell) {
      said.push(spoken)
      rates.push(how.rate)
      volumes.push(how.volume)
      finish = tell.done
      tell.alive()
      return { stop: () => stops.push(spoken), setVolume: () => false }
    },
    after(ms, act) {
      expect(ms).toBe(watchdogMs)
      timer = act
      return () => (timer = null)
    },
    onChange: (state) => states.push(state),
    onBroken: () => broken++,
    language: () => 'zh-CN',
  })
  const source = {
    lines: () => lines,
    pageOf: (at: string) => pages[at] ?? null,
    here: () => page,
    turn(to: number) {
      turned.push(to)
      page = to
    },
  }
  return {
    player,
    source,
    said,
    turned,
    states,
    stops,
    rates,
    volumes,
    ends: (outcome: Outcome = 'said') => finish(outcome),
    hangs: () => timer?.(),
    isWatched: () => timer !== null,
    seePage: (to: number) => (page = to),
    broken: () => broken,
    last: () => states.at(-1),
  }
}

const plain: Line[] = [
  { at: 'head', words: '柳沟村。' },
  { at: 'a', words: '收了2元。' },
  { at: 'b', words: '花了1元。' },
]

describe('the player', () => {
  test('says one sentence after the other, tells where it stands, and is silent at the end', () => {
    const w = world(plain)
    w.player.read(w.source)
    expect(w.last()).toMatchObject({ kind: 'speaking', at: 'head', written: '柳沟村。' })
    w.ends()
    expect(w.last()).toMatchObject({ at: 'a', written: '收了2元。' })
    w.ends()
    w.ends()
    expect(w.said).toEqual(['柳沟村。', '收了两元。', '花了一元。'])
    expect(w.last()).toEqual({ kind: 'silent' })
    expect(w.isWatched()).toBe(false)
  })

  test('turns to the page on which the next sentence stands', () => {
    const w = world(plain, { a: 0, b: 2 })
    w.player.read(w.source)
    w.ends()
    expect(w.turned).toEqual([])
    w.ends()
    expect(w.turned).toEqual([2])
  })

  test('begins on the page that is up, and goes where somebody turns', () => {
    const w = world([...plain, { at: 'c', words: '完了。' }], { a: 0, b: 1, c: 2 })
    w.seePage(1)
    w.player.read(w.source)
    expect(w.said).toEqual(['花了一元。'])
    w.player.turned(1)
    expect(w.said).toHaveLength(1)
    w.player.turned(2)
    expect(w.said).toEqual(['花了一元。', '完了。'])
  })

  test('does not read names unless asked, then begins with them', () => {
    const lines = [...plain, { at: 'row 0', words: '赵*国。', personal: true }]
    const w = world(lines)
    w.player.read(w.source)
    expect(w.last()).toMatchObject({ hasPersonal: true, asked: false })
    for (let n = 0; n < 3; n++) w.ends()
    expect(w.said.join('')).not.toContain('赵')
    expect(w.last()).toEqual({ kind: 'silent' })
    w.player.read(w.source, true)
    expect(w.said.at(-1)).toBe('赵某国。')
  })

  test('goes on with rows that came while it read, and passes a thousand silent ones without falling', () => {
    const lines: Line[] = [{ at: 'a', words: '第一行。' }]
    const w = world(lines)
    w.source.lines = () => [...lines]
    w.player.read(w.source)
    for (let n = 0; n < 20_000; n++) lines.push({ at: `row ${n}`, words: '张三。', personal: true })
    lines.push({ at: 'sum', words: '合计。' })
    w.ends()
    expect(w.said.at(-1)).toBe('合计。')
  })

  test('stops at once, and what the voice still tells is not heard', () => {
    const w = world(plain)
    w.player.read(w.source)
    w.player.stop()
    expect(w.stops).toEqual(['柳沟村。'])
    w.ends()
    expect(w.said).toHaveLength(1)
    expect(w.last()).toEqual({ kind: 'silent' })
  })

  test('says a sentence again, slower, or louder from its beginning', () => {
    const w = world(plain)
    w.player.read(w.source)
    w.player.again()
    w.player.setSlow(true)
    w.player.setVolume(5)
    expect(w.said).toEqual(Array.from({ length: 4 }, () => '柳沟村。'))
    expect(w.rates).toEqual([1, 1, 0.7, 0.7])
    expect(w.volumes.at(0)).toBeCloseTo(0.6)
    expect(w.volumes.at(-1)).toBe(1)
  })

  test('gives up a sentence whose voice hangs; a second in a row is a broken voice', () => {
    const w = world(plain)
    w.player.read(w.source)
    w.hangs()
    expect(w.said).toEqual(['柳沟村。', '收了两元。'])
    expect(w.broken()).toBe(0)
    w.hangs()
    expect(w.broken()).toBe(1)
    expect(w.last()).toEqual({ kind: 'silent' })
  })

  test('one that was only once slow is not broken', () => {
    const w = world(plain)
    w.player.read(w.source)
    w.hangs()
    w.ends()
    w.hangs()
    expect(w.broken()).toBe(0)
  })

  test('passes what nobody can say without showing it', () => {
    const shown: string[] = []
    const player = speechPlayer({
      speaker(spoken, _how, tell) {
        if (spoken.startsWith('收')) tell.alive()
        else queueMicrotask(() => tell.done('unknown'))
        return { stop: () => {}, setVolume: () => true }
      },
      after: () => () => {},
      onChange: (state) => state.kind === 'speaking' && shown.push(state.written),
      onBroken: () => {},
      language: () => 'zh-CN',
    })
    player.read({ lines: () => plain, pageOf: () => null, here: () => 0, turn: () => {} })
    return Promise.resolve().then(() => expect(shown).toEqual(['收了2元。']))
  })

  test('announces a number beside all reading, and that is no reading', () => {
    const w = world(plain)
    w.player.announce('10秒')
    expect(w.said).toEqual(['十秒'])
    expect(w.states).toEqual([])
    w.ends()
    expect(w.said).toHaveLength(1)
  })
})
