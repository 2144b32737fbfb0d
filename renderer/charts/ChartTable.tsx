// The figures of a picture as a table: the same words, the same figures, and below what is made of parts what they come to.
import { useTranslation } from 'react-i18next'
import type { Picture } from './chart-words.ts'
import styles from './ChartTable.module.css'

export function ChartTable(props: { picture: Picture; ids: readonly string[] }) {
  const { picture, ids } = props
  const { t } = useTranslation()
  const hasShares = picture.lines.some(({ share }) => share !== null)
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{picture.kind === 'trend' ? t('charts:period') : t('charts:part')}</th>
          <th scope="col" className={styles['figure']}>
            {picture.unit}
          </th>
          {hasShares && (
            <th scope="col" className={styles['share']}>
              {t('charts:shareHead')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {picture.lines
          .filter(({ id }) => ids.includes(id))
          .map((line) => (
            <tr key={line.id} className={line.here ? styles['here'] : undefined} data-row={line.id}>
              <td data-spoken={line.id}>{line.label}</td>
              <td className={styles['figure']} data-testid="chart-figure">
                {line.figure}
              </td>
              {hasShares && <td className={styles['share']}>{line.share}</td>}
            </tr>
          ))}
        {ids.includes('sum') && (
          <tr className={styles['sum']} data-row="sum">
            <td data-spoken="sum">{t('charts:sum')}</td>
            <td className={styles['figure']}>{picture.whole}</td>
            {hasShares && <td />}
          </tr>
        )}
      </tbody>
    </table>
  )
}
