// All words on the screen: Chinese comes with the page, so that no screen ever waits for it; others come when chosen.
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { baseLanguage, languageOf, type LanguageCode, type OtherLanguage } from '../disclosure/languages.ts'
import { figureInPage, pageRuns } from './direction.ts'
import { flawOfWord, withoutNumberForm } from '../disclosure/word-rules.ts'
import { callKiosk } from './kiosk.ts'
import { fallbacks, isolated } from './language-rules.ts'
import { rewordedByTests, type Words } from './reworded.ts'

const chinese = import.meta.glob<Words>('../assets/locales/zh-CN/*.json', { eager: true, import: 'default' })
const others = import.meta.glob<Words>(['../assets/locales/*/*.json', '!../assets/locales/zh-CN/*.json'], {
  import: 'default',
})

/** `../assets/locales/zh-CN/ui.json` */
function placeOf(path: string): { language: string; space: string } {
  const [file = '', language = ''] = path.split('/').reverse()
  return { language, space: file.replace(/\.json$/, '') }
}

/** A Chinese sentence within a page that runs the other way keeps the order of its parts. */
const missing = fallbacks(baseLanguage, figureInPage)

export function startWords(): void {
  const words = Object.fromEntries(
    Object.entries(chinese).map(([path, tree]) => [placeOf(path).space, rewordedByTests(tree)]),
  )
  void i18next
    .use(initReactI18next)
    .use(missing.watcher)
    .init({
      lng: baseLanguage,
      fallbackLng: baseLanguage,
      resources: { [baseLanguage]: words },
      defaultNS: 'ui',
      ns: Object.keys(words),
      // React escapes; twice would show &amp; to villagers. What a sentence is given keeps its own direction in it.
      interpolation: { escapeValue: true, escape: (value: string) => isolated(value, directionNow()) },
      postProcess: [missing.watcher.name],
      postProcessPassResolved: true,
      initAsync: false,
      returnNull: false,
      // Nothing at all says less nonsense to a villager than the name of a word.
      parseMissingKeyHandler: () => '',
    })
  // Before any part of the page is drawn anew: direction and words change in one picture.
  i18next.on('languageChanged', (code) => {
    const { direction } = languageOf(code)
    document.documentElement.lang = code
    document.documentElement.dir = direction
    pageRuns(direction)
  })
}

const directionNow = () => languageOf(i18next.language).direction

/** A letter of each script whose face is read from the disk before its words are shown. */
const letters: Partial<Record<LanguageCode, string>> = { ug: '\u06d0', ko: '\ub9d0' }
const faces = [
  '400 1em "Mingbai Hangul"',
  '700 1em "Mingbai Hangul"',
  '400 1em "Mingbai Naskh"',
  '700 1em "Mingbai Naskh"',
]

let wanted: LanguageCode = baseLanguage

/** Words and letters first, so that nothing flashes; whoever has chosen another one meanwhile gets that. */
export async function chooseLanguage(code: LanguageCode): Promise<void> {
  wanted = code
  if (code !== baseLanguage) await load(code)
  if (wanted === code && i18next.language !== code) await i18next.changeLanguage(code)
}

async function load(code: OtherLanguage): Promise<void> {
  const letter = letters[code]
  const files = Object.entries(others).filter(([path]) => placeOf(path).language === code)
  const reading = letter ? faces.map((face) => document.fonts.load(face, letter)) : []
  // A file that cannot be read leaves its words Chinese.
  await Promise.allSettled([
    ...reading,
    ...files.map(async ([path, read]) =>
      i18next.addResourceBundle(code, placeOf(path).space, await read(), true, true),
    ),
  ])
  await addPackWords(code)
}

/** A township's own words over ours; what they would say of anything we do not, or with other figures, is left out. */
async function addPackWords(code: OtherLanguage): Promise<void> {
  const reply = await callKiosk('words', { language: code })
  if (!reply.ok) return
  for (const [name, text] of Object.entries(reply.answer)) {
    const [space = '', ...key] = name.split(':')
    const path = key.join(':')
    const inChinese: unknown = i18next.getResource(baseLanguage, space, withoutNumberForm(path))
    if (typeof inChinese === 'string' && flawOfWord(text, inChinese) === null)
      i18next.addResource(code, space, path, text)
  }
}

/** How many words were asked for in this language and shown in Chinese, since this was last asked. */
export const takeMissing = (): { language: string; count: number }[] => missing.take()
