// A sentence whose lines end where the voice would pause, and within a clause only when the clause is longer than a line.
import { useTranslation } from 'react-i18next'
import { baseLanguage } from '../../disclosure/languages.ts'
import styles from './Clauses.module.css'

/**
 * A browser told never to break within words breaks, where it must, also before a 。; within a clause of its own it keeps
 * to the rules of setting Chinese. Other languages have spaces to break at.
 */
export function Clauses(props: { of: string }) {
  const { i18n } = useTranslation()
  if (i18n.language !== baseLanguage || !/[，。；：！？、]/u.test(props.of)) return props.of
  return (
    <span data-sentence="">
      {props.of.split(/(?<=[，。；：！？、])/u).map((clause, at) => (
        <span key={at} className={styles['clause']}>
          {clause}
        </span>
      ))}
    </span>
  )
}
