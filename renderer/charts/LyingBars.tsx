// Bars under each other, each below its name and its figure: for long names, many periods and large letters.
import { Drawing, type Scale } from './Drawing.tsx'
import type { ChartLine } from './chart-words.ts'
import styles from './LyingBars.module.css'

export function LyingBars(props: { lines: readonly ChartLine[]; scale: Scale; name: string; unit: string }) {
  const { lines, scale, name, unit } = props
  return (
    <div className={styles['bars']}>
      <Drawing lines={lines} scale={scale} lying />
      <ol className={styles['lines']} aria-label={name}>
        {lines.map((line) => (
          <li
            key={line.id}
            className={line.here ? styles['here'] : styles['line']}
            data-row={line.id}
            data-spoken={line.id}
            data-testid="chart-line"
          >
            <span className={styles['label']}>{line.label}</span>
            <span className={styles['figures']}>
              <span>
                {line.figure}
                {line.value !== null && <span className={styles['unit']}>{unit}</span>}
              </span>
              {line.share && <span className={styles['share']}>{line.share}</span>}
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}
