// Which voice is chosen: out of the 13,362 that espeak-ng offers on Debian, and out of what Windows brings.
import { describe, expect, test } from 'vitest'
import { bestVoice, bestVoiceOf, type VoiceFacts } from '../../../renderer/speech/voices.ts'
import espeak from './espeak-voices.json' with { type: 'json' }

/** As Chromium lists them (measured): each language by itself and in each of its variants. */
const debian: VoiceFacts[] = Object.entries(espeak.languages).flatMap(([name, lang]) =>
  ['', ...espeak.variants].map((variant) => ({
    name: `${name}${variant && `+${variant}`} espeak-ng`,
    lang,
    localService: true,
  })),
)

const voice = (name: string, lang = 'zh-CN', localService = true): VoiceFacts => ({
  name,
  lang,
  localService,
})

describe('the voice', () => {
  test('of 13,362 it is the plain one that takes Latin for pinyin, in whatever order they come', () => {
    expect(debian).toHaveLength(13_362)
    const right = 'Chinese (Mandarin, latin as Pinyin) espeak-ng'
    expect(bestVoice(debian)?.name).toBe(right)
    expect(bestVoice([...debian].reverse())?.name).toBe(right)
  })

  test('that spells Chinese words as English letters is never taken, not even alone', () => {
    const broken = debian.filter(({ lang }) => lang === 'cmn')
    expect(broken.length).toBe(102)
    expect(bestVoice(broken)).toBeNull()
  })

  test('of another language is no voice: better none than Cantonese or English', () => {
    expect(bestVoice(debian.filter(({ name }) => !name.includes('Mandarin')))).toBeNull()
    expect(bestVoice([voice('Microsoft Zira', 'en-US'), voice('Microsoft Tracy', 'zh-HK')])).toBeNull()
    expect(bestVoice([])).toBeNull()
  })

  test('of Windows comes before espeak, the best of them first', () => {
    const huihui = voice('Microsoft Huihui - Chinese (Simplified, PRC)')
    const kangkang = voice('Microsoft Kangkang - Chinese (Simplified, PRC)')
    expect(bestVoice([kangkang, ...debian, huihui])).toBe(huihui)
    expect(bestVoice([kangkang, ...debian])).toBe(kangkang)
  })

  test('that lives in the network is not there', () => {
    expect(bestVoice([voice('Google 普通话', 'zh-CN', false)])).toBeNull()
  })

  test('of another language of the page is one of that language, or none', () => {
    expect(bestVoiceOf('ug', debian)?.lang).toBe('ug')
    // Konkani begins with the same letters and is none.
    expect(bestVoiceOf('ko', [...debian].reverse())).toMatchObject({ lang: 'ko', name: 'Korean espeak-ng' })
    expect(bestVoiceOf('en', [...debian].reverse())?.lang).toMatch(/^en-(US|GB)$/)
    expect(bestVoiceOf('zh-CN', debian)).toBe(bestVoice(debian))
    expect(
      bestVoiceOf(
        'ug',
        debian.filter(({ lang }) => lang !== 'ug'),
      ),
    ).toBeNull()
    expect(bestVoiceOf('en', [voice('Google US English', 'en-US', false)])).toBeNull()
    const zira = voice('Microsoft Zira', 'en-US')
    expect(bestVoiceOf('en', [...debian, zira])).toBe(zira)
  })
})
