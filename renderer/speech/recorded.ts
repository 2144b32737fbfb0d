// Whether the content on this machine has recordings, and whether any of them speak the language of the page.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { categoryIds } from '../../disclosure/item-type.ts'
import { baseLanguage, type LanguageCode } from '../../disclosure/languages.ts'
import { breathsIn } from '../../disclosure/spoken/breaths-in.ts'
import { callKiosk, onKioskEvent } from '../kiosk.ts'
import { sentenceKey } from './speakers.ts'

/** How many recordings there are; asked again when the content changes. */
export function useRecordings(): number {
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

/** A township that recorded a language recorded what every village's page says. */
export function useRecordedIn(language: LanguageCode, total: number): boolean {
  const { t, i18n } = useTranslation()
  const [other, setOther] = useState<LanguageCode | null>(null)
  useEffect(() => {
    if (language === baseLanguage || total === 0 || i18n.language !== language) return setOther(null)
    let wanted = true
    const said = categoryIds.flatMap((id) => breathsIn(language, t(`category.${id}.title`)))
    const own = said.filter((breath) => breath.language === language)
    void Promise.all(own.map(({ spoken }) => sentenceKey(spoken)))
      .then((sentences) => callKiosk('recordings', { sentences }))
      .then((reply) => {
        if (wanted && reply.ok) setOther(Object.keys(reply.answer.sounds).length > 0 ? language : null)
      })
    return () => {
      wanted = false
    }
  }, [language, total, t, i18n])
  return language === baseLanguage ? total > 0 : other === language
}
