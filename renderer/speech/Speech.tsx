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
import { useTranslation } from 'react-i18next'
import { baseLanguage } from '../../disclosure/languages.ts'
import { callKiosk, onKioskEvent } from '../kiosk.ts'
import type { Paging } from '../parts/Frame.tsx'
import { useVisitEnd } from '../visit.ts'
import { speechPlayer, usualVolume, volumeSteps, type Line, type Player, type PlayerState } from './player.ts'
import { SpokenParts, type SpokenPart } from './spoken-parts.ts'
import { firstThatKnows, recordings, systemVoice, watchVoices } from './speakers.ts'

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

type SpeechContext = SpeechState & {
  /** Something is not as the next person should find it. */
  changed: boolean
  parts: SpokenParts
  start: (asked?: boolean, of?: SpokenParts) => void
  stop: () => void
  again: () => void
  louder: (by: 1 | -1) => void
  setSlow: (slow: boolean) => void
  announce: (words: string) => void
  /** Another page is up: the reading goes where people look. */
  turned: (page: number) => void
  /** Whether somebody has had something read in this session. */
  wasUsed: () => boolean
}

const Context = createContext<SpeechContext | null>(null)
/** For a sheet that lies over another and is read for itself. */
export const SpeechOf = Context.Provider

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
  const [parts] = useState(() => new SpokenParts())
  const recorded = useRecordings()
  const { i18n } = useTranslation()
  const isChinese = i18n.language === baseLanguage
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
    (asked = false, of = parts) => {
      used.current = true
      says.read(of.source(), asked)
    },
    [says, parts],
  )
  useEffect(() => {
    if (!isChinese) says.stop()
  }, [isChinese, says])
  useVisitEnd(() => {
    says.stop()
    used.current = false
    setVolume(usualVolume)
    setSlow(false)
    says.setVolume(usualVolume)
    says.setSlow(false)
  })
  const value = useMemo<SpeechContext>(
    () => ({
      // Voices and recordings are Chinese: words of another language would be nonsense in them.
      offered: isChinese && ((voice !== null && !broken) || recorded > 0),
      voice: voice?.name ?? null,
      recordings: recorded,
      broken,
      player,
      volume,
      slow,
      changed: volume !== usualVolume || slow,
      parts,
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
      announce: (words) => isChinese && says.announce(words),
      turned: says.turned,
      wasUsed: () => used.current,
    }),
    [voice, broken, recorded, isChinese, player, volume, slow, parts, start, says],
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

/** The head of a screen, and its pages; leaving the screen ends the reading. */
export function useSpokenHead(lines: () => readonly Line[], paging: Paging | null): void {
  const { parts, stop, turned } = useSpeech()
  const latest = useRef(lines)
  const page = paging?.page ?? 0
  useLayoutEffect(() => {
    latest.current = lines
    parts.setPaging(paging)
  })
  useEffect(() => turned(page), [turned, page])
  useLayoutEffect(() => {
    const head: SpokenPart = { lines: () => latest.current() }
    parts.setHead(head)
    return () => {
      if (parts.clearHead(head)) stop()
    }
  }, [parts, stop])
}
