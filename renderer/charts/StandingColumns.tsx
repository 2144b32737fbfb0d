// Columns beside each other, each under its figure and above its period: where few of them stand and the figures fit.
import type { CSSProperties } from 'react'
import { Drawing, placeOn, type Scale } from './Drawing.tsx'
import type { ChartLine } from './chart-words.ts'
import styles from './StandingColumns.module.css'

export function StandingColumns(props: {
  lines: readonly ChartLine[]
  scale: Scale
  name: string
  unit: string
}) {
  const { lines, scale, name, unit } = props
  return (
    <div className={styles['columns']}>
      <p className={styles['unit']}>{unit}</p>
      <div className={styles['plot']}>
        <Drawing lines={lines} scale={scale} lying={false} />
      </div>
      <ol className={styles['lines']} aria-label={name}>
        {lines.map((line) => (
          <li
            key={line.id}
            className={line.here ? styles['here'] : styles['line']}
            data-spoken={line.id}
            data-testid="chart-line"
          >
            <p className={styles['names']}>
              {line.short.map((part) => (
                <span key={part}>{part}</span>
              ))}
            </p>
            <p className={styles['figure']} style={heightOf(scale, line.value)}>
              {line.figure}
            </p>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** A figure stands on its column; below nothing there is only the line. */
function heightOf(scale: Scale, value: number | null): CSSProperties {
  const place = placeOn(scale, Math.max(0, value ?? 0))
  return { bottom: `calc(var(--names) + var(--plot) * ${place.toFixed(4)})` }
}
