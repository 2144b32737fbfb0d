// Which of the system's voices reads a language best, or that none can: a Linux offers 13,362, most of them for others.
import { baseLanguage, type LanguageCode, type OtherLanguage } from '../../disclosure/languages.ts'

export type VoiceFacts = { name: string; lang: string; localService: boolean }

/** By name, best first: what Windows and Mac bring, then any Chinese voice, then espeak's right one. */
const ranked: readonly RegExp[] = [
  /xiaoxiao|yunyang|yunxi/i,
  /huihui/i,
  /yaoyao/i,
  /kangkang/i,
  /ting-?ting|li-?mu|mei-?jia/i,
]
const isMandarin = /^(?:zh(?:$|[-_](?:cn|hans|sg))|cmn)/i
const isPinyin = /latin as pinyin|cmn-latn-pinyin/i
/** Debian's espeak-ng reads words of several characters as English letters with this one (espeak-ng#1370). */
const isBroken = /latin as english/i
const isVariant = /\+\w/

/** Null rather than a voice of another language: a Cantonese or English one cannot be understood here. */
export function bestVoice<V extends VoiceFacts>(voices: readonly V[]): V | null {
  const usable = voices.filter(
    (voice) => voice.localService && isMandarin.test(voice.lang) && !isBroken.test(voice.name),
  )
  // Its bare name is espeak's own; the hundred others speak as robots, whispers and grandfathers.
  const plain = usable.filter((voice) => !isVariant.test(voice.name))
  const espeak = plain.find((voice) => isPinyin.test(voice.name) || isPinyin.test(voice.lang)) ?? null
  const others = plain.filter((voice) => !isEspeak(voice))
  for (const name of ranked) {
    const found = others.find((voice) => name.test(voice.name))
    if (found) return found
  }
  return others[0] ?? espeak
}

/** Its own code alone or with a country: `kok` is Konkani, and no `ko`. */
const ofLanguage: Readonly<Record<OtherLanguage, RegExp>> = {
  ug: /^ug(?:$|[-_])/i,
  ko: /^ko(?:$|[-_])/i,
  en: /^en(?:$|[-_])/i,
}
/** An English that most have learnt comes before one of a county. */
const widelyKnown = /^en[-_](?:us|gb)$/i

/** The same for any language of the page: a voice of that language, or none; never another's. */
export function bestVoiceOf<V extends VoiceFacts>(language: LanguageCode, voices: readonly V[]): V | null {
  if (language === baseLanguage) return bestVoice(voices)
  const plain = voices.filter(
    (voice) => voice.localService && ofLanguage[language].test(voice.lang) && !isVariant.test(voice.name),
  )
  const [best] = plain
    .map((voice, at) => ({
      voice,
      rank: (isEspeak(voice) ? 2 : 0) + (widelyKnown.test(voice.lang) ? 0 : 1),
      at,
    }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
  return best?.voice ?? null
}

/** An espeak voice that is not its pinyin one is the broken one under another name. */
const isEspeak = (voice: VoiceFacts): boolean =>
  /espeak|latin as/i.test(voice.name) || /^cmn/i.test(voice.lang)
