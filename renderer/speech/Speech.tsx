// Reading aloud for whole pages: what stands on the screen now, the one player, and what the person has set.
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import { callKiosk, onKioskEvent } from '../kiosk.ts'
import type { Paging } from '../parts/Frame.tsx'
import {
  speechPlayer,
  usualVolume,
  volumeSteps,
  type Line,
  type Player,
  type PlayerState,
  type Source,
} from './player.ts'
import { firstThatKnows, recordings, systemVoice, watchVoices } from './speakers.ts'

/** Content of a screen as lines, with the page each stands on. */
export type SpokenPart = { lines: () => readonly Line[]; pageOf?: (at: string) => number | null }

export type SpeechState = {
  /** Whether anything can be said at all: without it there is no button (ux.md G07). */
  offered: boolean
  voice: string | null
  recordings: number
  broken: boolean
  player: PlayerState
  volume: number
  slow: boolean
}

type Parts = { head: SpokenPart | null; body: SpokenPart | null; paging: Paging | null }

type SpeechContext = SpeechState & {
  /** Something is not as the next person should find it. */
  changed: boolean
  parts: Parts
  start: (asked?: boolean) => void
  stop: () => void
  again: () => void
  louder: (by: 1 | -1) => void
  setSlow: (slow: boolean) => void
  announce: (words: string) => void
  /** Another page is up: the reading goes where people look. */
  turned: (page: number) => void
  /** As at first: a session has ended. */
  forget: () => void
  /** Whether somebody has had something read in this session. */
  wasUsed: () => boolean
}

const Context = createContext<SpeechContext | null>(null)

/** False on the screens of staff, where nothing is read to the hall. */
const Allowed = createContext(true)
export const SpeechAllowed = Allowed.Provider
export const useSpeechAllowed = (): boolean => useContext(Allowed)

export function useSpeech(): SpeechContext {
  const speech = useContext(Context)
  if (!speech) throw new Error('speech outside of its provider')
  return speech
}

export function SpeechProvider(props: { children: ReactNode }) {
  const [player, setPlayer] = useState<PlayerState>({ kind: 'silent' })
  const [volume, setVolume] = useState(usualVolume)
  const [slow, setSlow] = useState(false)
  const [broken, setBroken] = useState(false)
  const [voice, setVoice] = useState<SpeechSynthesisVoice | null>(null)
  const chosen = useRef<SpeechSynthesisVoice | null>(null)
  const used = useRef(false)
  const parts = useRef<Parts>({ head: null, body: null, paging: null })
  const recorded = useRecordings()
  useEffect(
    () =>
      watchVoices((best) => {
        chosen.current = best
        setVoice(best)
      }),
    [],
  )
  const own = useRef<Player | null>(null)
  own.current ??= speechPlayer({
    speaker: firstThatKnows([recordings, systemVoice(() => chosen.current)]),
    after: (ms, act) => {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
    onChange: setPlayer,
    onBroken: () => setBroken(true),
  })
  const says = own.current
  const start = useCallback(
    (asked = false) => {
      used.current = true
      says.read(sourceOf(parts.current), asked)
    },
    [says],
  )
  const value = useMemo<SpeechContext>(
    () => ({
      offered: (voice !== null && !broken) || recorded > 0,
      voice: voice?.name ?? null,
      recordings: recorded,
      broken,
      player,
      volume,
      slow,
      changed: volume !== usualVolume || slow,
      parts: parts.current,
      start,
      stop: says.stop,
      again: says.again,
      louder(by) {
        const step = Math.min(volumeSteps, Math.max(1, volume + by))
        setVolume(step)
        says.setVolume(step)
      },
      setSlow(wanted) {
        setSlow(wanted)
        says.setSlow(wanted)
      },
      announce: says.announce,
      turned: says.turned,
      forget() {
        says.stop()
        used.current = false
        setVolume(usualVolume)
        setSlow(false)
        says.setVolume(usualVolume)
        says.setSlow(false)
      },
      wasUsed: () => used.current,
    }),
    [voice, broken, recorded, player, volume, slow, start, says],
  )
  return <Context.Provider value={value}>{props.children}</Context.Provider>
}

/** How many recordings the content on this machine has; asked again when it changes. */
function useRecordings(): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const look = () =>
      void callKiosk('recordings', { sentences: [] }).then(
        (reply) => reply.ok && setCount(reply.answer.total),
      )
    look()
    return onKioskEvent((event) => event.kind === 'content-changed' && look())
  }, [])
  return count
}

function sourceOf(parts: Parts): Source {
  return {
    lines: () => [...(parts.head?.lines() ?? []), ...(parts.body?.lines() ?? [])],
    pageOf: (at) => (at === headPlace ? 0 : (parts.body?.pageOf?.(at) ?? null)),
    here: () => parts.paging?.page ?? 0,
    turn: (page) => parts.paging?.turn(page),
  }
}

export const headPlace = 'head'

/** The head of a screen, and its pages; leaving the screen ends the reading. */
export function useSpokenHead(lines: () => readonly Line[], paging: Paging | null): void {
  const { parts, stop, turned } = useSpeech()
  const latest = useRef(lines)
  latest.current = lines
  useLayoutEffect(() => {
    parts.paging = paging
  })
  const page = paging?.page ?? 0
  useEffect(() => turned(page), [turned, page])
  useLayoutEffect(() => {
    const head: SpokenPart = { lines: () => latest.current() }
    parts.head = head
    return () => {
      if (parts.head !== head) return
      stop()
      parts.head = null
      parts.paging = null
    }
  }, [parts, stop])
}

/** What a screen says under its head. */
export function useSpokenBody(part: SpokenPart | null): void {
  const { parts } = useSpeech()
  useLayoutEffect(() => {
    if (!part) return
    parts.body = part
    return () => {
      if (parts.body === part) parts.body = null
    }
  }, [parts, part])
}
