// A few words of one's own, by hand or by pinyin: as long as a note on a slip of paper.
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskState } from '../../electron/contract.ts'
import { longestOpinion } from '../../disclosure/opinion.ts'
import { asShown, withoutLast, type Query } from '../find/query.ts'
import { WayOf } from '../find/Ways.tsx'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Frame } from '../parts/Frame.tsx'
import { useDraft, writeDraft, type Draft } from './opinion-draft.ts'
import styles from './WordsScreen.module.css'

type Of = Extract<Screen, { kind: 'say-words' }>

/** The pads write into a field of forty; of what stands before that they need only what one may still take back. */
const atHand = 8

export function WordsScreen(props: { of: Of; kiosk: KioskState; nav: Nav }) {
  const { of, kiosk, nav } = props
  const { t } = useTranslation()
  const draft = useDraft()
  const [full, setFull] = useState(false)
  const latest = useRef<Draft | null>(draft)
  latest.current = draft
  // Words are looked for among those of a village; of the township as a whole any village's will do.
  const villageCode = of.about.villageCode ?? kiosk.villages[0]?.code ?? ''
  const title = t('opinions:words.title')
  if (!draft)
    return (
      <Frame testId="say-words" title={title}>
        {null}
      </Frame>
    )
  const characters = [...draft.text]
  const before = characters.slice(0, -atHand).join('')
  const query: Query = { text: characters.slice(-atHand).join(''), letters: draft.letters }
  const put = (typed: Query) => {
    const text = before + typed.text
    const isTooLong = [...text, ...typed.letters].length > longestOpinion
    setFull(isTooLong)
    if (!isTooLong) writeDraft({ ...draft, text, letters: typed.letters })
  }
  const mark = (sign: string) => put({ text: query.text + query.letters + sign, letters: '' })
  const nothing = draft.text + draft.letters === ''
  return (
    <Frame testId="say-words" over={t(`opinions:reason.${draft.reason}.name`)} title={title}>
      <div className={styles['screen']}>
        <div className={styles['top']}>
          <p
            className={styles['field']}
            role="status"
            aria-label={t('opinions:words.field')}
            data-testid="words-text"
          >
            {nothing ? (
              <span className={styles['empty']}>{t('opinions:nameless')}</span>
            ) : (
              <span>
                {draft.text}
                {draft.letters !== '' && (
                  <span className={styles['letters']}>{asShown(draft.letters, of.way)}</span>
                )}
              </span>
            )}
          </p>
          {full && (
            <p className={styles['full']} role="alert">
              {t('opinions:words.full', { most: longestOpinion })}
            </p>
          )}
          <div className={styles['acts']}>
            {(['hand', 'pinyin'] as const).map((way) => (
              <Button
                key={way}
                testId={`way-${way}`}
                className={styles['act']}
                chosen={way === of.way}
                onPress={() => nav.instead({ ...of, way })}
              >
                {t(`ways:tab.${way}`)}
              </Button>
            ))}
            {(['comma', 'stop'] as const).map((name) => (
              <Button
                key={name}
                testId={`mark-${name}`}
                label={t(`opinions:words.${name}Name`)}
                className={styles['act']}
                disabled={nothing}
                onPress={() => mark(t(`opinions:words.${name}`))}
              >
                {t(`opinions:words.${name}`)}
              </Button>
            ))}
            <Button
              testId="words-delete"
              className={styles['act']}
              disabled={nothing}
              onPress={() => put(withoutLast(query))}
            >
              {t('find:delete')}
            </Button>
            <Button primary testId="words-done" className={styles['act']} onPress={nav.back}>
              {t('opinions:words.done')}
            </Button>
          </div>
        </div>
        <WayOf way={of.way} villageCode={villageCode} query={query} onQuery={put} />
      </div>
    </Frame>
  )
}
