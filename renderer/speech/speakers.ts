// The two ways a sentence becomes sound: a recording that came in a pack, else the system's voice.
import { languages, type LanguageCode } from '../../disclosure/languages.ts'
import { callKiosk } from '../kiosk.ts'
import { bestVoiceOf } from './voices.ts'
import type { Saying, Speaker } from './player.ts'

const noSaying: Saying = { stop: () => {}, setVolume: () => true }

/** Tries each in turn; one that does not know the sentence passes it on. */
export function firstThatKnows(speakers: readonly Speaker[]): Speaker {
  return (spoken, how, tell) => {
    let current = noSaying
    let stopped = false
    const attempt = (at: number) => {
      const speaker = speakers[at]
      if (stopped) return
      if (!speaker) return tell.done('unknown')
      current = speaker(spoken, how, {
        alive: tell.alive,
        done: (outcome) => (outcome === 'unknown' ? attempt(at + 1) : tell.done(outcome)),
      })
    }
    attempt(0)
    return {
      stop() {
        stopped = true
        current.stop()
      },
      setVolume: (volume) => current.setVolume(volume),
    }
  }
}

/** The first 96 bits of the SHA-256 of what is said; the township's side is township/recordings/sentence-key.ts. */
export async function sentenceKey(spoken: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(spoken))
  return [...new Uint8Array(hash).subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export const recordings: Speaker = (spoken, how, tell) => {
  const sound = new Audio()
  let stopped = false
  sound.preservesPitch = true
  sound.volume = how.volume
  sound.addEventListener('ended', () => tell.done('said'))
  // A recording that cannot be played is as good as none.
  sound.addEventListener('error', () => !stopped && tell.done('unknown'))
  sound.addEventListener('timeupdate', tell.alive)
  void soundOf(spoken).then(async (sha256) => {
    if (stopped) return
    if (sha256 === null) return tell.done('unknown')
    sound.src = `./attachment/${sha256}`
    sound.playbackRate = how.rate
    tell.alive()
    await sound.play().catch(() => !stopped && tell.done('unknown'))
  })
  return {
    stop() {
      stopped = true
      sound.pause()
      sound.removeAttribute('src')
    },
    setVolume(volume) {
      sound.volume = volume
      return true
    },
  }
}

async function soundOf(spoken: string): Promise<string | null> {
  const key = await sentenceKey(spoken)
  const reply = await callKiosk('recordings', { sentences: [key] })
  return reply.ok ? (reply.answer.sounds[key] ?? null) : null
}

export type Voices = Partial<Record<LanguageCode, SpeechSynthesisVoice>>

/** What no voice of its language can say is passed over: Chinese letters in an English voice are noise. */
export function systemVoice(voices: () => Voices): Speaker {
  return (spoken, how, tell) => {
    const chosen = voices()[how.language]
    if (!chosen) {
      queueMicrotask(() => tell.done('unknown'))
      return noSaying
    }
    let stopped = false
    const utterance = new SpeechSynthesisUtterance(spoken)
    utterance.voice = chosen
    utterance.lang = chosen.lang
    utterance.volume = how.volume
    utterance.rate = how.rate
    utterance.addEventListener('start', tell.alive)
    utterance.addEventListener('boundary', tell.alive)
    utterance.addEventListener('end', () => !stopped && tell.done('said'))
    utterance.addEventListener('error', () => !stopped && tell.done('failed'))
    speechSynthesis.speak(utterance)
    // Not at its start event: a voice that never starts has been asked all the same.
    queueMicrotask(tell.alive)
    return {
      stop() {
        stopped = true
        speechSynthesis.cancel()
      },
      setVolume: () => false,
    }
  }
}

/** Calls back with the best voices whenever the list changes; it comes seconds after the page on Linux (measured 6.5 s). */
export function watchVoices(tell: (voices: Voices) => void): () => void {
  const look = () => {
    const all = speechSynthesis.getVoices()
    const best: Voices = {}
    for (const { code } of languages) {
      const voice = bestVoiceOf(code, all)
      if (voice) best[code] = voice
    }
    tell(best)
  }
  look()
  speechSynthesis.addEventListener('voiceschanged', look)
  return () => speechSynthesis.removeEventListener('voiceschanged', look)
}
