// One pack on a stick, as a button: whose, which, when, by whom, and whether it is newer than what is here.
import { useTranslation } from 'react-i18next'
import type { StickPack } from '../../electron/contract.ts'
import { callKiosk } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { badgeOf, packWords } from './stick-words.ts'
import styles from './Sticks.module.css'

export function PackChoice(props: { pack: StickPack; at: number; go: Nav['go'] }) {
  const { pack, at, go } = props
  const { t } = useTranslation()
  const { title, lines } = packWords(t, pack)
  const badge = badgeOf(pack.front)
  return (
    <Button
      className={styles['pack']}
      testId={`pack-${at}`}
      onPress={() => {
        void callKiosk('readPack', { packId: pack.packId })
        go({ kind: 'update' })
      }}
    >
      <span className={styles['top']}>
        <span className={styles['title']}>{title}</span>
        {badge && (
          <span className={styles['badge']} data-badge={badge}>
            {t(`sticks:badge.${badge}`)}
          </span>
        )}
      </span>
      {lines.map((line) => (
        <span className={styles['facts']} key={line}>
          {line}
        </span>
      ))}
    </Button>
  )
}
