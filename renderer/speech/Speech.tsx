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
import { baseLanguage, languageOf, type LanguageCode } from '../../disclosure/languages.ts'
import type { Paging } from '../parts/Frame.tsx'
import { useVisitEnd } from '../visit.ts'
import { speechPlayer, usualVolume, volumeSteps, type Line, type Player, type PlayerState } from './player.ts'
import { SpokenParts, type SpokenPart } from './spoken-parts.ts'
import { useRecordedIn, useRecordings } from './recorded.ts'
import { firstThatKnows, recordings, systemVoice, watchVoices, type Voices } from './speakers.ts'

export type SpeechState = {
  /** Whether anything can be said at all: without it there is no button (ux.md G07). */
  offered: boolean
  voices: Voices
  /** The one for Chinese: without it the machine has a fault. */
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
  const [voices, setVoices] = useState<Voices>({})
  const chosen = useRef<Voices>({})
  const used = useRef(false)
  const [parts] = useState(() => new SpokenParts())
  const recorded = useRecordings()
  const { i18n } = useTranslation()
  const language = languageOf(i18n.language).code
  const spoken = useRef<LanguageCode>(language)
  const hasRecordings = useRecordedIn(language, recorded)
  useEffect(
    () =>
      watchVoices((best) => {
        chosen.current = best
        setVoices(best)
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
    language: () => spoken.current,
  })
  const says = own.current
  const start = useCallback(
    (asked = false, of = parts) => {
      used.current = true
      says.read(of.source(), asked)
    },
    [says, parts],
  )
  // What is being read was in the words of another language.
  useLayoutEffect(() => {
    if (spoken.current !== language) says.stop()
    spoken.current = language
  }, [language, says])
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
      // Each language by its own voice or recordings: its words would be nonsense in those of another.
      offered: (voices[language] !== undefined && !broken) || hasRecordings,
      voices,
      voice: voices[baseLanguage]?.name ?? null,
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
      announce: says.announce,
      turned: says.turned,
      wasUsed: () => used.current,
    }),
    [voices, language, broken, recorded, hasRecordings, player, volume, slow, parts, start, says],
  )
  return <Context.Provider value={value}>{props.children}</Context.Provider>
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
