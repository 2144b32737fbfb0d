// The few signs of the house, drawn as strokes of one weight; each always stands beside its word.
import styles from './Signs.module.css'

const strokes = {
  back: 'M20 5 9 16l11 11',
  next: 'M12 5l11 11-11 11',
  home: 'M5 15.5 16 6l11 9.5M8.5 13v13h15V13M13.5 26v-7h5v7',
  wrong: 'M16 4 29 27H3ZM16 12v8M16 23.2v.6',
  right: 'M5 17l7.5 7.5L27 8',
  eyes: 'M20.500 20.500 28 28M13.500 23a9.500 9.500 0 1 0 0-19a9.500 9.500 0 0 0 0 19M13.500 9v9M9 13.500h9',
  down: 'M16 3v18M8.500 13.500 16 21l7.500-7.500M4 28h24',
  up: 'M16 21V3M8.500 10.500 16 3l7.500 7.500M4 28h24',
  voice: 'M5 12.5v7h5l7 6v-19l-7 6ZM21 11.5a6.500 6.500 0 0 1 0 9M24.500 7.500a12 12 0 0 1 0 17',
  stop: 'M8.500 8.500h15v15h-15Z',
  globe:
    'M16 4a12 12 0 1 0 0 24a12 12 0 0 0 0-24M4 16h24M16 4c-4 3.500-5.500 7.500-5.500 12s1.500 8.500 5.500 12c4-3.500 5.500-7.500 5.500-12s-1.500-8.500-5.500-12',
  help: 'M16 27.500v.2M16 22.500v-2c0-3.200 4.800-3.800 4.800-8a4.800 4.800 0 0 0-9.600 0M16 2.500a13.500 13.500 0 1 0 0 27a13.500 13.500 0 0 0 0-27',
  bell: 'M6.500 24h19M8.500 24v-9a7.500 7.500 0 0 1 15 0v9M16 7.500V4.500M13 28h6',
  printer: 'M9.500 12V4.500h13V12M9.500 23H5V12h22v11h-4.500M9.500 19h13v8.500h-13Z',
  code: 'M5 5h8v8H5ZM19 5h8v8h-8ZM5 19h8v8H5ZM19 19h3v3h-3M27 19v4M22 27h5M19 27v-1',
  finger:
    'M12 27c-3-3-5-6.200-5-8 0-1.400 1.800-1.800 2.800-.700L12 20.500V7.500a2 2 0 0 1 4 0V15l6.500 1.500c1.800.400 2.500 1.700 2.300 3.300L24 27M8.500 9a5.600 5.600 0 0 1 11 0',
} as const

/** These point along the line one reads, and the other way round where that runs the other way. */
const pointing = { back: true, next: true }

export type SignName = keyof typeof strokes

export function Sign(props: { of: SignName }) {
  const { of } = props
  return (
    <svg
      className={of in pointing ? `${styles['sign']} ${styles['pointing']}` : styles['sign']}
      viewBox="0 0 32 32"
      aria-hidden="true"
    >
      <path d={strokes[of]} />
    </svg>
  )
}
