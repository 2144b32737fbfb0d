// All words of the window, and how problems, faults and sizes are said.
import type { TFunction } from 'i18next'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Problem } from '../office-contract.ts'

type Words = { [key: string]: string | Words }

const files = import.meta.glob<Words>('../../assets/locales/zh-CN/*.json', { eager: true, import: 'default' })

export function startOfficeWords(): void {
  const words: Record<string, Words> = {}
  for (const [path, each] of Object.entries(files))
    words[(path.split('/').at(-1) ?? '').replace(/\.json$/, '')] = each
  void i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    resources: { 'zh-CN': words },
    // Periods, units and dates are said with the words of the villagers' screens.
    defaultNS: 'ui',
    ns: Object.keys(words),
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  })
}

export function problemWords(t: TFunction, problem: Problem): string {
  const { needed, free } = problem
  const sizes = {
    ...(typeof needed === 'number' ? { needed: sizeWords(t, needed) } : {}),
    ...(typeof free === 'number' ? { free: sizeWords(t, free) } : {}),
  }
  return t([`office:problem.${problem.kind}`, 'office:problem.other'], { ...problem, ...sizes })
}

/** 3.2 MB: a clerk compares it with what the stick says of itself. */
export function sizeWords(t: TFunction, bytes: number): string {
  const kb = bytes / 1024
  if (kb < 1024) return t('office:stick.size.kb', { n: Math.max(1, Math.round(kb)) })
  if (kb < 1024 * 1024) return t('office:stick.size.mb', { n: (kb / 1024).toFixed(1) })
  return t('office:stick.size.gb', { n: (kb / 1024 / 1024).toFixed(1) })
}
