// Which of the system's voices reads Chinese best, or that none can: a Linux offers 13,362, most of them for others.

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

/** An espeak voice that is not its pinyin one is the broken one under another name. */
const isEspeak = (voice: VoiceFacts): boolean =>
  /espeak|latin as/i.test(voice.name) || /^cmn/i.test(voice.lang)
