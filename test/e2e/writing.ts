// A finger that writes characters in the square of the find screen, stroke by stroke.
import { drawnStrokes } from '../stand-ins/drawn-strokes.ts'
import type { Kiosk } from './harness.ts'

const drawings = drawnStrokes('on-the-glass')
type Point = { x: number; y: number }

export const finger = (
  screen: Kiosk,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  ...touchPoints: Point[]
) => screen.touch.send('Input.dispatchTouchEvent', { type, touchPoints })

/** In the middle of the square; all of the strokes, or the first so many. */
export async function write(screen: Kiosk, character: string, most = Infinity): Promise<void> {
  const box = await screen.page.getByTestId('hand-square').boundingBox()
  const strokes = drawings.get(character)
  if (!box || !strokes) throw new Error(`${character} cannot be written here`)
  // The drawings are 1090 wide and high.
  const place = ({ x, y }: Point) => ({
    x: box.x + box.width * (0.08 + (0.84 * x) / 1090),
    y: box.y + box.height * (0.08 + (0.84 * y) / 1090),
  })
  for (const stroke of strokes.slice(0, most)) {
    const [first, ...rest] = stroke.map(place)
    if (!first) continue
    await finger(screen, 'touchStart', first)
    for (const point of rest) await finger(screen, 'touchMove', point)
    await finger(screen, 'touchEnd')
  }
}
