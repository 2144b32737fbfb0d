// The keys this machine trusts, as fingerprints that two people read to each other over the telephone.
import { useTranslation } from 'react-i18next'
import type { KnownKey } from '../../electron/contract.ts'
import styles from './KeyPrints.module.css'

export function KeyPrint(props: { of: KnownKey }) {
  const { fingerprint, role, revoked } = props.of
  const { t } = useTranslation()
  return (
    <div className={styles['key']} data-revoked={revoked ? '' : undefined} data-testid="key-print">
      <p className={styles['whose']}>
        {t(`machine:keys.${role}`)}
        {revoked && <span>{t('machine:keys.revoked')}</span>}
      </p>
      <p className={styles['groups']}>
        {fingerprint.split(' ').map((group, at) => (
          <b key={at}>{group}</b>
        ))}
      </p>
    </div>
  )
}
