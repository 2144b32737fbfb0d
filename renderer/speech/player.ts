// Reads lines aloud one after the other: which one is being said, on to the next, never longer than a voice may hang.
import type { LanguageCode } from '../../disclosure/languages.ts'
import { breathsIn, type BreathIn } from '../../disclosure/spoken/breaths-in.ts'

/** What is said of one place of a screen; `at` names the place, so that it can be marked and its page found. */
export type Line = { at: string; words: string; personal?: boolean }

/** What is read: asked anew at its end, because the rows of a long table arrive while it is read. */
export type Source = {
  lines: () => readonly Line[]
  pageOf: (at: string) => number | null
  here: () => number
  turn: (page: number) => void
}

/** `language`: whose words these are; a voice of another one would only make noise of them. */
export type How = { volume: number; rate: number; language: LanguageCode }
export type Outcome = 'said' | 'failed' | 'unknown'
/** `setVolume` answers false where a voice takes its loudness only with the next sentence. */
export type Saying = { stop: () => void; setVolume: (volume: number) => boolean }

/** Something that can say a sentence; `alive` says that it is being said, and holds the watchdog off. */
export type Speaker = (
  spoken: string,
  how: How,
  tell: { alive: () => void; done: (outcome: Outcome) => void },
) => Saying

export type PlayerState =
  { kind: 'silent' } | { kind: 'speaking'; at: string; written: string; asked: boolean; hasPersonal: boolean }

/** Each is a fifth of what the voice can; the machine's own loudness is the installer's. */
export const volumeSteps = 5
export const usualVolume = 3
const rates = { usual: 1, slow: 0.7 } as const

/** A sentence that shows no sign of life for this long is given up (ux.md G10). */
export const watchdogMs = 15_000
/** Two in a row: the voice hangs, and a third would hang as well. */
const mostFailures = 2

export type Player = {
  state: () => PlayerState
  read: (source: Source, asked?: boolean) => void
  /** Another page is up; one that somebody else turned to is read from its beginning. */
  turned: (page: number) => void
  again: () => void
  stop: () => void
  /** One sentence beside all reading: the countdown. */
  announce: (words: string) => void
  setVolume: (step: number) => void
  setSlow: (slow: boolean) => void
}

export function speechPlayer(of: {
  speaker: Speaker
  after: (ms: number, act: () => void) => () => void
  onChange: (state: PlayerState) => void
  onBroken: () => void
  /** What the page speaks now. */
  language: () => LanguageCode
}): Player {
  const how = { volume: usualVolume / volumeSteps, rate: rates.usual as number }
  let state: PlayerState = { kind: 'silent' }
  let saying: Saying | null = null
  let unwatch = () => {}
  /** Grows with every sentence and every stop: what an old voice still tells is not heard. */
  let round = 0
  let reading: Reading | null = null
  let failures = 0

  const change = (next: PlayerState) => {
    state = next
    of.onChange(next)
  }

  const hush = () => {
    round++
    unwatch()
    saying?.stop()
    saying = null
  }

  const say = (breath: BreathIn, begin: () => void, then: (outcome: Outcome) => void) => {
    hush()
    const own = round
    const finish = (outcome: Outcome) => {
      if (own !== round) return
      hush()
      then(outcome)
    }
    const watch = () => {
      unwatch()
      unwatch = of.after(watchdogMs, () => finish('failed'))
    }
    watch()
    const begun = of.speaker(
      breath.spoken,
      { ...how, language: breath.language },
      {
        alive() {
          if (own !== round) return
          watch()
          begin()
        },
        done: finish,
      },
    )
    if (own === round) saying = begun
  }

  const stop = () => {
    hush()
    reading = null
    if (state.kind !== 'silent') change({ kind: 'silent' })
  }

  const next = () => {
    if (!reading) return
    reading.breath++
    go()
  }

  const go = () => {
    const now = reading
    if (!now) return
    const found = breathFrom(now)
    if (!found) return stop()
    const { line, breath } = found
    const hasPersonal = now.lines.some((each) => each.personal)
    let shown = false
    // Only what is really said is shown: without a voice, what nobody recorded is passed over unseen.
    const show = () => {
      if (shown) return
      shown = true
      const page = now.source.pageOf(line.at)
      if (page !== null && page !== now.source.here()) now.source.turn(page)
      change({ kind: 'speaking', at: line.at, written: breath.written, asked: now.asked, hasPersonal })
    }
    say(breath, show, (outcome) => {
      failures = outcome === 'failed' ? failures + 1 : 0
      if (failures < mostFailures) return next()
      failures = 0
      stop()
      of.onBroken()
    })
  }

  const sayAnew = () => {
    if (!reading) return
    hush()
    go()
  }

  return {
    state: () => state,
    read(source, asked = false) {
      hush()
      const lines = source.lines()
      const first = asked ? lines.findIndex((line) => line.personal) : firstOn(source, lines, source.here())
      const language = of.language()
      reading = { source, language, lines, line: Math.max(0, first), breath: 0, asked }
      go()
    },
    turned(page) {
      const line = reading?.lines[reading.line]
      if (!reading || !line || state.kind !== 'speaking') return
      const place = reading.source.pageOf(line.at)
      if (place === null || place === page) return
      const first = firstOn(reading.source, reading.lines, page)
      if (first < 0) return
      hush()
      Object.assign(reading, { line: first, breath: 0 })
      go()
    },
    again() {
      if (!reading) return
      hush()
      reading.breath = 0
      go()
    },
    stop,
    announce(words) {
      stop()
      const [breath] = breathsIn(of.language(), words)
      if (breath) say(breath, noting, noting)
    },
    setVolume(step) {
      how.volume = step / volumeSteps
      if (saying?.setVolume(how.volume) === false) sayAnew()
    },
    setSlow(slow) {
      how.rate = slow ? rates.slow : rates.usual
      sayAnew()
    },
  }
}

type Reading = {
  source: Source
  language: LanguageCode
  lines: readonly Line[]
  line: number
  breath: number
  asked: boolean
}

const noting = () => {}

/** What is to be said now; moves past what is empty or personal, and takes in rows that have come meanwhile. */
function breathFrom(reading: Reading): { line: Line; breath: BreathIn } | null {
  for (;;) {
    const line = reading.lines[reading.line]
    if (!line) {
      const grown = reading.source.lines()
      if (grown.length <= reading.lines.length) return null
      reading.lines = grown
      continue
    }
    const isSaid = reading.asked || !line.personal
    const breath = isSaid ? breathsIn(reading.language, line.words)[reading.breath] : undefined
    if (breath) return { line, breath }
    reading.line++
    reading.breath = 0
  }
}

/** On the first page from the very top; on another from what stands first there. */
function firstOn(source: Source, lines: readonly Line[], page: number): number {
  return page === 0 ? 0 : lines.findIndex((line) => source.pageOf(line.at) === page)
}
