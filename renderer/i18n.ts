// All words on the screen: loaded with the page, so that no screen ever waits for them.
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

export const language = 'zh-CN'

type Words = { [key: string]: string | Words }

const files = import.meta.glob<Words>('../assets/locales/*/*.json', { eager: true, import: 'default' })

/** `../assets/locales/zh-CN/ui.json` becomes resources['zh-CN'].ui */
function resources(): Record<string, Record<string, Words>> {
  const found: Record<string, Record<string, Words>> = {}
  for (const [path, words] of Object.entries(files)) {
    const [file = '', folder = ''] = path.split('/').reverse()
    ;(found[folder] ??= {})[file.replace(/\.json$/, '')] = words
  }
  return found
}

export function startWords(): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: language,
    resources: resources(),
    defaultNS: 'ui',
    ns: ['ui', 'staff', 'refusal', 'disclosure', 'terms', 'find', 'speech'],
    // React escapes; twice would show &amp; to villagers.
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  })
}
