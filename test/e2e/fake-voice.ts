// A stand-in for the system's voice, put into the page before it starts: says nothing, writes down what it was given,
// and fires the events a real one fires. Real voices differ from machine to machine and are tried by hand.
import type { Kiosk } from './harness.ts'

export type Said = {
  text: string
  /** Of the voice that was given it. */
  lang: string
  rate: number
  volume: number
  at: number
  stoppedAt: number | null
}
/** A name is a Chinese voice; any other says whose it is. */
type Voice = string | { name: string; lang: string }

/** `ms`: how long each sentence takes; 0 means that it never ends. */
const voice = (ms: number, voices: readonly Voice[]) => `(() => {
  const said = []
  let current = null
  const voices = ${JSON.stringify(voices.map((each) => (typeof each === 'string' ? { name: each, lang: 'zh-CN' } : each)))}
    .map((each) => ({ ...each, localService: true, default: false, voiceURI: each.name }))
  class Utterance extends EventTarget { constructor(text) { super(); this.text = text; this.rate = 1; this.volume = 1 } }
  const fake = new EventTarget()
  Object.assign(fake, {
    getVoices: () => voices,
    speak(utterance) {
      const entry = { text: utterance.text, lang: utterance.voice?.lang, rate: utterance.rate, volume: utterance.volume, at: performance.now(), stoppedAt: null }
      said.push(entry)
      const timers = [setTimeout(() => utterance.dispatchEvent(new Event('start')), 5)]
      if (window.fakeVoice.ms > 0) timers.push(
        setTimeout(() => utterance.dispatchEvent(new Event('boundary')), window.fakeVoice.ms / 2),
        setTimeout(() => { current = null; utterance.dispatchEvent(new Event('end')) }, window.fakeVoice.ms))
      current = { entry, utterance, timers }
    },
    cancel() {
      if (!current) return
      const { entry, utterance, timers } = current
      current = null
      timers.forEach(clearTimeout)
      entry.stoppedAt = performance.now()
      utterance.dispatchEvent(new Event('error'))
    },
  })
  window.fakeVoice = { ms: ${ms}, said, isSpeaking: () => current !== null }
  Object.defineProperty(window, 'speechSynthesis', { value: fake, configurable: true })
  Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance, configurable: true })
})()`

export async function giveVoice(
  kiosk: Kiosk,
  ms: number,
  voices: readonly Voice[] = ['Microsoft Huihui'],
): Promise<void> {
  await kiosk.page.addInitScript(voice(ms, voices))
  await kiosk.page.reload()
  await kiosk.arrives('home')
}

export const said = (kiosk: Kiosk): Promise<Said[]> => kiosk.page.evaluate('window.fakeVoice.said')
export const texts = async (kiosk: Kiosk): Promise<string[]> => (await said(kiosk)).map((each) => each.text)
export const isSpeaking = (kiosk: Kiosk): Promise<boolean> =>
  kiosk.page.evaluate('window.fakeVoice.isSpeaking()')
export const takes = (kiosk: Kiosk, ms: number): Promise<void> =>
  kiosk.page.evaluate(`void (window.fakeVoice.ms = ${ms})`)
