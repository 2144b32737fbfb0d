// 看答复: the number from the slip, digit by digit; a slip of the finger is told apart from a number nobody knows.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskState } from '../../electron/contract.ts'
import { isOpinionNumber } from '../../disclosure/opinion.ts'
import { callKiosk } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { Frame } from '../parts/Frame.tsx'
import { NumberPad } from './NumberPad.tsx'
import styles from './RepliesScreen.module.css'

type Said = 'enter' | 'looking' | 'mistyped' | 'unknown' | 'failed'

export function RepliesScreen(props: { kiosk: KioskState; nav: Nav }) {
  const { nav } = props
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [said, setSaid] = useState<Said>('enter')
  const look = async () => {
    if (!isOpinionNumber(typed)) return setSaid('mistyped')
    setSaid('looking')
    const reply = await callKiosk('opinionByNumber', { number: typed })
    if (!reply.ok) return setSaid('failed')
    if (reply.answer.kind !== 'found') return setSaid(reply.answer.kind)
    setSaid('enter')
    nav.go({ kind: 'reply', number: typed })
  }
  return (
    <Frame testId="replies" title={t('opinions:replies')}>
      <div className={styles['screen']}>
        <p
          className={styles['sentence']}
          role="status"
          data-testid={`replies-${said}`}
          data-wrong={said === 'enter' || said === 'looking' ? undefined : ''}
        >
          {t(`opinions:pad.${said}`)}
        </p>
        <NumberPad
          typed={typed}
          onTyped={(digits) => {
            setTyped(digits)
            setSaid('enter')
          }}
          onDone={() => void look()}
          disabled={said === 'looking'}
        />
      </div>
    </Frame>
  )
}
