// A drawing of our own of the very glass one stands at: a sheet, its buttons, and the finger on one of them.
import type { Picture } from './help-of.ts'
import styles from './GlassDrawing.module.css'

type Box = { x: number; y: number; width: number; height: number }
type Shape = { glass: { width: number; height: number }; content: Box; bar: readonly Box[] }

export function GlassDrawing(props: { of: Picture; touch: number | 'back' }) {
  const isWide = document.documentElement.dataset['layout'] === 'landscape'
  const shape = isWide ? wide : tall
  const { glass, content, bar } = shape
  const places = placesOf[props.of](content)
  const [back] = bar
  const touched = props.touch === 'back' ? back : places[props.touch]
  if (!touched) throw new Error(`nothing to touch at ${props.touch} of ${props.of}`)
  return (
    <svg
      className={styles['drawing']}
      viewBox={`0 0 ${glass.width} ${glass.height}`}
      style={{ aspectRatio: `${glass.width} / ${glass.height}` }}
      aria-hidden="true"
    >
      <rect className={styles['glass']} x="1.5" y="1.5" width={glass.width - 3} height={glass.height - 3} />
      <path className={styles['head']} d={headOf(content)} />
      {props.of === 'page' && <path className={styles['text']} d={textIn(content)} />}
      {[...places, ...bar].map((box, at) => (
        <rect key={at} className={box === touched ? styles['touched'] : styles['box']} {...box} />
      ))}
      {back && <path className={styles['arrow']} d={arrowIn(back)} />}
      <g transform={`translate(${touched.x + touched.width / 2 - 8} ${touched.y + touched.height / 2 - 3})`}>
        <g className={styles['finger']}>
          <circle className={styles['ring']} cx="8" cy="3" r="7" />
          <path className={styles['hand']} d={hand} />
        </g>
      </g>
    </svg>
  )
}

/** A hand with one finger out, its tip at 8,3. */
const hand =
  'M5.500 20V5a2.500 2.500 0 0 1 5 0v8l9.500 2.200c2.400.600 3.600 2.400 3.300 4.800L22 31H9L1.500 22.500C.300 21 2.200 18.800 4 19.600Z'

const row = (of: Box, parts: number, at: number, gap = 4): Box => {
  const width = (of.width - gap * (parts - 1)) / parts
  return { ...of, x: of.x + at * (width + gap), width }
}

const tall: Shape = {
  glass: { width: 110, height: 150 },
  content: { x: 10, y: 28, width: 90, height: 86 },
  bar: Array.from({ length: 6 }, (_each, at) => row({ x: 10, y: 124, width: 90, height: 15 }, 6, at, 3)),
}
const wide: Shape = {
  glass: { width: 180, height: 116 },
  content: { x: 10, y: 28, width: 114, height: 78 },
  bar: Array.from({ length: 6 }, (_each, at) => ({
    x: at % 2 === 0 ? 134 : 153,
    y: 52 + Math.floor(at / 2) * 19,
    width: 16,
    height: 15,
  })),
}

/** What can be touched on each kind of sheet, in reading order. */
const placesOf: Record<Picture, (of: Box) => Box[]> = {
  start: ({ x, y, width, height }) => [
    { x, y, width, height: height * 0.45 },
    { x, y: y + height * 0.55, width, height: height * 0.45 },
  ],
  tiles: (of) => grid(of, 2, 3),
  list: (of) => grid(of, 1, 4),
  lines: ({ x, y, width, height }) => [
    ...grid({ x, y, width, height: 14 }, 4, 1),
    ...grid({ x, y: y + 22, width, height: height - 22 }, 1, 4, 2),
  ],
  pad: ({ x, y, width, height }) => grid({ x, y: y + 22, width, height: height - 22 }, 5, 4),
  page: () => [],
}

function grid(of: Box, across: number, down: number, gap = 4): Box[] {
  const height = (of.height - gap * (down - 1)) / down
  return Array.from({ length: across * down }, (_each, at) =>
    row({ ...of, y: of.y + Math.floor(at / across) * (height + gap), height }, across, at % across, gap),
  )
}

const headOf = ({ x, width }: Box): string => `M${x} 14h${width * 0.6}M${x} 21h${width}`

const textIn = ({ x, y, width, height }: Box): string =>
  Array.from(
    { length: 6 },
    (_each, at) => `M${x} ${y + 6 + (at * height) / 6}h${at % 3 === 2 ? width * 0.6 : width}`,
  ).join('')

const arrowIn = ({ x, y, width, height }: Box): string =>
  `M${x + width * 0.6} ${y + height * 0.28}l${-width * 0.28} ${height * 0.22}l${width * 0.28} ${height * 0.22}`
