// How the machine is, at one look: each part of it in a word and a colour, never in a colour alone.
import { useTranslation } from 'react-i18next'
import type { Notice, NoticeKind } from '../../electron/contract.ts'
import styles from './Lights.module.css'

const partOf = {
  'content-fell-back': 'content',
  'content-not-rebuilt': 'content',
  'content-damaged': 'content',
  'content-newer': 'content',
  'content-older': 'content',
  'content-rebuilt': 'content',
  'generation-lost': 'content',
  'state-unusable': 'memory',
  'state-newer': 'memory',
  'state-restored': 'memory',
  'state-rebuilt': 'memory',
  'journal-broken': 'memory',
  'read-only': 'disk',
  'disk-low': 'disk',
  'disk-very-low': 'disk',
  'no-keys': 'keys',
  'keys-changed': 'keys',
  'clock-doubtful': 'clock',
} as const satisfies Record<NoticeKind, string>

const parts = ['content', 'memory', 'disk', 'keys', 'clock'] as const

export function Lights(props: { notices: readonly Notice[] }) {
  const { t } = useTranslation()
  const levelOf = (part: (typeof parts)[number]): Notice['level'] =>
    // They come gravest first.
    props.notices.find((notice) => partOf[notice.kind] === part)?.level ?? 'good'
  return (
    <dl className={styles['lights']} data-testid="lights">
      {parts.map((part) => (
        <div key={part} data-level={levelOf(part)}>
          <dt>{t(`machine:light.${part}`)}</dt>
          <dd>{t(`machine:light.${levelOf(part)}`)}</dd>
        </div>
      ))}
    </dl>
  )
}
